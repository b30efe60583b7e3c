package io.issuestream.sandbox.data;

import io.issuestream.sandbox.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A person or app as one place in the data shows it. Real instances show one account differently in
 * different issues (an e-mail here and none there, a changed name), so equality is by content and
 * the identity is {@link #accountId()}.
 *
 * @param accountId the Cloud identity; derived from the key where the data has none
 * @param key the Data Center identity; the account id where the data has none
 * @param name the Data Center login, which may differ from the key and may be an e-mail address
 * @param displayName as the data has it, null where it has none
 * @param email as the data shows it; null where privacy settings hide it
 * @param privateEmail the e-mail address behind a hidden one, found by searching for it and never
 *     shown
 * @param active false for a deactivated account
 * @param timeZone null where hidden
 * @param accountType {@code atlassian}, {@code app} or {@code customer}
 */
public record Account(
    String accountId,
    String key,
    String name,
    @Nullable String displayName,
    @Nullable String email,
    @Nullable String privateEmail,
    boolean active,
    @Nullable String timeZone,
    String accountType) {

  /**
   * Whether an object in raw data is a user: one that says whether it is active and carries an
   * identity.
   */
  public static boolean isOne(JsonNode object) {
    return object.has("active")
        && object.has("displayName")
        && (filled(object, "accountId") != null
            || filled(object, "key") != null
            || filled(object, "name") != null);
  }

  /** Cloud has been seen to give {@code key} and {@code name} as empty strings. */
  private static @Nullable String filled(JsonNode object, String member) {
    String text = Json.text(object, member);
    return text == null || text.isEmpty() ? null : text;
  }

  /** Reads a user of either shape; call it only where {@link #isOne} says so. */
  public static Account read(JsonNode object) {
    String id = filled(object, "accountId");
    String key = filled(object, "key");
    String name = filled(object, "name");
    String identity = key != null ? key : name != null ? name : id;
    if (identity == null) {
      throw new IllegalArgumentException("a user without accountId, key and name");
    }
    String type = Json.text(object, "accountType");
    return new Account(
        id != null ? id : derivedId(identity),
        identity,
        name != null ? name : identity,
        Json.text(object, "displayName"),
        Json.text(object, "emailAddress"),
        null,
        object.get("active").asBoolean(true),
        Json.text(object, "timeZone"),
        type != null ? type : "atlassian");
  }

  /**
   * The account id a Server account is given on the Cloud surface: always the same for the same
   * key.
   */
  public static String derivedId(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The e-mail address whether shown or hidden; null where there is none. */
  public @Nullable String anyEmail() {
    return email != null && !email.isEmpty() ? email : privateEmail;
  }
}
