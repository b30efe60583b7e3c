package io.issuestream.sync.connection;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import io.issuestream.jira.JiraCredentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Opens credentials that integration-service sealed for this service. */
final class CredentialKeys {

  private static final JsonMapper JSON = new JsonMapper();

  private final @Nullable HybridDecrypt key;

  private CredentialKeys(@Nullable HybridDecrypt key) {
    this.key = key;
  }

  /**
   * Reads the private keyset.
   *
   * @param keyset a Tink hybrid private keyset in JSON; null or empty means that none is configured
   * @throws IllegalStateException saying which file cannot be used, and nothing of what is in it
   */
  static CredentialKeys from(@Nullable Path keyset) {
    if (keyset == null || keyset.toString().isEmpty()) {
      return new CredentialKeys(null);
    }
    try {
      HybridConfig.register();
      var handle =
          TinkJsonProtoKeysetFormat.parseKeyset(
              Files.readString(keyset), InsecureSecretKeyAccess.get());
      HybridDecrypt key = handle.getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class);
      tryOut(handle, key);
      return new CredentialKeys(key);
    } catch (IOException | GeneralSecurityException unusable) {
      throw new IllegalStateException(
          "The credentials' private keyset " + keyset + " cannot be used", unusable);
    }
  }

  /**
   * A keyset that cannot open what is sealed for it is found now, not with the first connection.
   */
  private static void tryOut(KeysetHandle handle, HybridDecrypt key)
      throws GeneralSecurityException {
    byte[] words = "tried out".getBytes(StandardCharsets.UTF_8);
    byte[] sealed =
        handle
            .getPublicKeysetHandle()
            .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class)
            .encrypt(words, words);
    if (!Arrays.equals(key.decrypt(sealed, words), words)) {
      throw new GeneralSecurityException("The keyset does not open what it sealed");
    }
  }

  /**
   * Opens a connection's credentials.
   *
   * @throws CredentialsUnreadable if they were sealed for another key, team, connection or version
   */
  JiraCredentials open(SealedConnection connection) {
    if (key == null) {
      throw new CredentialsUnreadable(
          "no private keyset is configured (ISSUESTREAM_KEYS_CREDENTIALS_PRIVATE)", null);
    }
    byte[] plain;
    try {
      plain =
          key.decrypt(
              Base64.getDecoder().decode(connection.ciphertext()),
              connection.associatedData().getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException refused) {
      throw new CredentialsUnreadable("they were sealed for another key or connection", refused);
    }
    try {
      return read(JSON.readTree(plain));
    } catch (JacksonException torn) {
      // The cause would quote the plaintext.
      throw new CredentialsUnreadable("they are not JSON", null);
    }
  }

  private static JiraCredentials read(JsonNode plain) {
    String kind = text(plain, "kind");
    return switch (kind) {
      case "api_token" -> new JiraCredentials.ApiToken(text(plain, "email"), text(plain, "token"));
      case "oauth" -> new JiraCredentials.OAuth(text(plain, "token"));
      case "personal_access_token" -> new JiraCredentials.PersonalAccessToken(text(plain, "token"));
      case "basic" -> new JiraCredentials.Basic(text(plain, "username"), text(plain, "password"));
      case "anonymous" -> new JiraCredentials.Anonymous();
      default -> throw new CredentialsUnreadable("their kind is not known", null);
    };
  }

  private static String text(JsonNode object, String name) {
    JsonNode value = object.get(name);
    if (value == null || !value.isString()) {
      throw new CredentialsUnreadable("they lack " + name, null);
    }
    return value.stringValue();
  }
}
