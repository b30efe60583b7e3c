package io.issuestream.sync.connection;

import com.google.crypto.tink.HybridDecrypt;
import io.issuestream.jira.JiraCredentials;
import io.issuestream.keys.KeyIds;
import io.issuestream.keys.KeysetFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Opens credentials that integration-service sealed for this service. */
final class CredentialKeys {

  private static final Logger log = LoggerFactory.getLogger(CredentialKeys.class);
  private static final JsonMapper JSON = new JsonMapper();

  private final @Nullable KeysetFile<HybridDecrypt> keyset;

  private CredentialKeys(@Nullable KeysetFile<HybridDecrypt> keyset) {
    this.keyset = keyset;
  }

  /**
   * Reads the private keyset.
   *
   * @param keyset a Tink hybrid private keyset in JSON; null or empty means that none is configured
   * @throws IllegalStateException saying which file cannot be used, and nothing of what is in it
   */
  static CredentialKeys from(@Nullable Path keyset) {
    return new CredentialKeys(
        keyset == null || keyset.toString().isEmpty() ? null : KeysetFile.opening(keyset));
  }

  /** Takes up other keys from the file. */
  void refresh() {
    if (keyset != null && keyset.refresh()) {
      log.debug("The credentials' keys have changed");
    }
  }

  /** The keys by their ids; empty where none are configured. */
  Optional<KeyIds> ids() {
    return Optional.ofNullable(keyset).map(KeysetFile::keys);
  }

  /**
   * Opens a connection's credentials.
   *
   * @throws CredentialsUnreadable if they were sealed for another key, team, connection or version
   */
  JiraCredentials open(SealedConnection connection) {
    if (keyset == null) {
      throw new CredentialsUnreadable(
          "no private keyset is configured (ISSUESTREAM_KEYS_CREDENTIALS_PRIVATE)", null);
    }
    byte[] plain;
    try {
      byte[] sealed = Base64.getDecoder().decode(connection.ciphertext());
      // They may have been sealed for a key that was added a moment ago.
      if (!keyset.keys().opens(sealed)) {
        refresh();
      }
      plain =
          keyset
              .primitive()
              .decrypt(sealed, connection.associatedData().getBytes(StandardCharsets.UTF_8));
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
