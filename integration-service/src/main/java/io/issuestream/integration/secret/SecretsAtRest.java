package io.issuestream.integration.secret;

import com.google.crypto.tink.Aead;
import io.issuestream.keys.KeysetFile;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals what the tables hold. A sealed secret opens only in its own place: the place is the
 * associated data, so a row copied to another team or another object cannot be read there.
 */
public final class SecretsAtRest {

  private static final Logger log = LoggerFactory.getLogger(SecretsAtRest.class);

  private final KeysetFile<Aead> keyset;

  SecretsAtRest(KeysetFile<Aead> keyset) {
    this.keyset = keyset;
  }

  KeysetFile<Aead> keyset() {
    return keyset;
  }

  /** Seals a secret for a place, such as {@code team/connection}. */
  public byte[] seal(byte[] secret, String place) {
    try {
      return keyset.primitive().encrypt(secret, place.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException failure) {
      throw new SecretUnreadable("A secret could not be sealed", failure);
    }
  }

  /**
   * Opens a sealed secret.
   *
   * @throws SecretUnreadable if it was sealed under another key or for another place
   */
  public byte[] open(byte[] sealed, String place) {
    // Another replica may have read a key that was added a moment before this one has.
    if (!keyset.keys().opens(sealed) && keyset.refresh()) {
      log.debug("Read the keys again for a secret sealed under one not known yet");
    }
    try {
      return keyset.primitive().decrypt(sealed, place.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException failure) {
      throw new SecretUnreadable(
          "A stored secret cannot be opened; is ISSUESTREAM_KEYS_AT_REST the keyset it was sealed"
              + " under?",
          failure);
    }
  }
}
