package io.issuestream.integration.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Values that cannot be guessed: {@code state}, and the cookie that binds it to a browser. Only
 * their hashes are stored.
 *
 * @param team whose consent it is; readable in the value, so that it is looked for within that team
 */
record StateToken(String team, String value) {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int LONGEST = 200;

  /** A new one of a team. */
  static StateToken create(String team) {
    return new StateToken(team, team + "." + random());
  }

  /** Reads what came back; null where it can be none of ours. */
  static @Nullable StateToken read(@Nullable String value) {
    if (value == null || value.length() > LONGEST) {
      return null;
    }
    int dot = value.indexOf('.');
    return dot < 1 ? null : new StateToken(value.substring(0, dot), value);
  }

  String hash() {
    return hash(value);
  }

  static String random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static String hash(String value) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(value.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  @Override
  public String toString() {
    return "StateToken[" + team + "]";
  }
}
