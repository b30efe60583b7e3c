package io.issuestream.sandbox.github;

import io.issuestream.sandbox.http.Call;
import io.issuestream.sandbox.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Whom GitHub takes a caller for: the holder of the fine-grained token, or an app. */
public final class GitHubLogin {
  /** The fine-grained token. */
  public static final String TOKEN = "sandbox-github-token";

  /** The app's id: the issuer of its tokens. */
  public static final String APP_ID = "4711";

  /** Id of the app's one installation. */
  public static final String INSTALLATION_ID = "4242";

  /** What installation tokens begin with. */
  public static final String INSTALLATION_TOKEN_MARK = "ghs_sandbox";

  private static final Duration INSTALLATION_LIFE = Duration.ofHours(1);
  private static final Duration LONGEST_JWT = Duration.ofMinutes(10);
  private static final Duration SKEW = Duration.ofMinutes(1);

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Instant> installationTokens = new ConcurrentHashMap<>();
  private volatile boolean tokenAccepted = true;

  /** What a caller may do. */
  enum Caller {
    NOBODY,
    REFUSED,
    PERSON,
    INSTALLATION
  }

  /** An installation token and its end. */
  record Issued(String token, Instant expires) {}

  Caller caller(Call call, Instant now) {
    String login = call.authorization();
    if (login == null) {
      return Caller.NOBODY;
    }
    String[] parts = login.strip().split("\\s+", 2);
    boolean scheme = parts[0].equalsIgnoreCase("bearer") || parts[0].equalsIgnoreCase("token");
    if (!scheme || parts.length < 2) {
      return Caller.REFUSED;
    }
    Instant expires = installationTokens.get(parts[1]);
    if (expires != null && now.isBefore(expires)) {
      return Caller.INSTALLATION;
    }
    return parts[1].equals(TOKEN) && tokenAccepted ? Caller.PERSON : Caller.REFUSED;
  }

  /** Whether the fine-grained token is good. */
  boolean tokenAccepted() {
    return tokenAccepted;
  }

  void tokenAccepted(boolean accepted) {
    tokenAccepted = accepted;
  }

  /** Ends every installation token before its time. */
  void endInstallationTokens() {
    installationTokens.clear();
  }

  Issued issue(Instant now) {
    byte[] secret = new byte[24];
    random.nextBytes(secret);
    String token = INSTALLATION_TOKEN_MARK + Base64.getUrlEncoder().encodeToString(secret);
    Instant expires = Instant.ofEpochSecond(now.plus(INSTALLATION_LIFE).getEpochSecond());
    installationTokens.values().removeIf(end -> !now.isBefore(end));
    installationTokens.put(token, expires);
    return new Issued(token, expires);
  }

  /**
   * What is wrong with an app's token, or null. Its signature is not checked: the sandbox knows no
   * key of the app's.
   */
  static @Nullable String problem(@Nullable String jwt, Instant now) {
    String[] parts = jwt == null ? new String[0] : jwt.split("\\.", -1);
    JsonNode header = parts.length == 3 ? decoded(parts[0]) : null;
    JsonNode claims = parts.length == 3 ? decoded(parts[1]) : null;
    boolean signed = header != null && "RS256".equals(Json.text(header, "alg"));
    if (!signed || claims == null || parts[2].isEmpty()) {
      return "A JSON web token could not be decoded";
    }
    Long issued = Json.whole(claims, "iat");
    Long expires = Json.whole(claims, "exp");
    if (expires == null || expires <= now.getEpochSecond()) {
      return "'Expiration time' claim ('exp') must be a numeric value representing the future time"
          + " at which the assertion expires";
    }
    if (expires > now.plus(LONGEST_JWT).plus(SKEW).getEpochSecond()) {
      return "'Expiration time' claim ('exp') is too far in the future";
    }
    if (issued == null || issued > now.plus(SKEW).getEpochSecond()) {
      return "'Issued at' claim ('iat') must be an Integer representing the time that the"
          + " assertion was issued";
    }
    return APP_ID.equals(claims.path("iss").asString("")) ? null : "Integration not found";
  }

  private static @Nullable JsonNode decoded(String part) {
    try {
      String json = new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
      JsonNode read = Json.MAPPER.readTree(json);
      return read.isObject() ? read : null;
    } catch (IllegalArgumentException | JacksonException notJson) {
      return null;
    }
  }
}
