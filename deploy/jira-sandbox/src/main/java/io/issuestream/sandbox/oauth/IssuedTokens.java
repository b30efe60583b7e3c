package io.issuestream.sandbox.oauth;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Codes and tokens by their values. Guarded by the server's lock. They are as long as Atlassian's,
 * so that a column or a header too short for those is found out, and begin with a mark by which a
 * leaked one can be searched for.
 */
final class IssuedTokens {
  private static final int PURGE_ABOVE = 2_000;

  /** A code, good once. */
  record Code(AuthorizationRequest request, List<String> siteIds, Instant expires) {}

  /** A refresh token of a generation of its grant. */
  record Refresh(Grant grant, int generation) {}

  /** An access token. */
  record Access(Grant grant, Instant expires) {}

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Code> codes = new HashMap<>();
  private final Map<String, Refresh> refreshTokens = new HashMap<>();
  private final Map<String, Access> accessTokens = new HashMap<>();

  String secret(String mark, int bytes) {
    byte[] secret = new byte[bytes];
    random.nextBytes(secret);
    return mark + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  String code(Code code) {
    String value = secret("sbxc.", 30);
    codes.put(value, code);
    return value;
  }

  /** The code, which is used up by this. */
  @Nullable Code take(String value) {
    return codes.remove(value);
  }

  String refresh(Grant grant, int generation) {
    String value = secret(AuthorizationServer.REFRESH_TOKEN_MARK, 200);
    refreshTokens.put(value, new Refresh(grant, generation));
    return value;
  }

  @Nullable Refresh refresh(String value) {
    return refreshTokens.get(value);
  }

  String access(Grant grant, Instant now, Instant expires) {
    if (accessTokens.size() > PURGE_ABOVE) {
      accessTokens.values().removeIf(token -> !now.isBefore(token.expires()));
    }
    String value = secret(AuthorizationServer.ACCESS_TOKEN_MARK, 700);
    accessTokens.put(value, new Access(grant, expires));
    return value;
  }

  @Nullable Access access(String value) {
    return accessTokens.get(value);
  }

  void endAccess(Grant grant) {
    accessTokens.values().removeIf(token -> token.grant() == grant);
  }
}
