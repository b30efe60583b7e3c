package io.issuestream.integration.secret;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Seals what the tables hold. A sealed secret opens only in its own place: the place is the
 * associated data, so a row copied to another team or another object cannot be read there.
 */
public final class SecretsAtRest {

  private final Aead aead;

  SecretsAtRest(Aead aead) {
    this.aead = aead;
  }

  /** Seals a secret for a place, such as {@code team/connection}. */
  public byte[] seal(byte[] secret, String place) {
    try {
      return aead.encrypt(secret, place.getBytes(StandardCharsets.UTF_8));
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
    try {
      return aead.decrypt(sealed, place.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException failure) {
      throw new SecretUnreadable(
          "A stored secret cannot be opened; is ISSUESTREAM_KEYS_AT_REST the keyset it was sealed"
              + " under?",
          failure);
    }
  }
}
