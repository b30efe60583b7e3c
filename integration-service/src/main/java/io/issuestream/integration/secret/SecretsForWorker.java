package io.issuestream.integration.secret;

import com.google.crypto.tink.HybridEncrypt;
import io.issuestream.keys.KeysetFile;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** Seals credentials so that sync-worker alone can open them, and only as the version they are. */
public final class SecretsForWorker {

  private final KeysetFile<HybridEncrypt> keyset;

  SecretsForWorker(KeysetFile<HybridEncrypt> keyset) {
    this.keyset = keyset;
  }

  KeysetFile<HybridEncrypt> keyset() {
    return keyset;
  }

  /** What of all that was sealed is to be sealed anew, by how it begins, in hexadecimal digits. */
  public String[] olderPrefixes() {
    return keyset.keys().olderPrefixes().toArray(String[]::new);
  }

  /** Base64 of the sealed credentials; associated data {@code team/connection/version}. */
  public String seal(byte[] credentials, String teamId, String connectionId, long version) {
    String context = teamId + "/" + connectionId + "/" + version;
    try {
      byte[] sealed =
          keyset.primitive().encrypt(credentials, context.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(sealed);
    } catch (GeneralSecurityException failure) {
      throw new SecretUnreadable("Credentials could not be sealed for sync-worker", failure);
    }
  }
}
