package io.issuestream.integration.secret;

import com.google.crypto.tink.HybridEncrypt;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** Seals credentials so that sync-worker alone can open them, and only as the version they are. */
public final class SecretsForWorker {

  private final HybridEncrypt hybrid;

  SecretsForWorker(HybridEncrypt hybrid) {
    this.hybrid = hybrid;
  }

  /** Base64 of the sealed credentials; associated data {@code team/connection/version}. */
  public String seal(byte[] credentials, String teamId, String connectionId, long version) {
    String context = teamId + "/" + connectionId + "/" + version;
    try {
      byte[] sealed = hybrid.encrypt(credentials, context.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(sealed);
    } catch (GeneralSecurityException failure) {
      throw new SecretUnreadable("Credentials could not be sealed for sync-worker", failure);
    }
  }
}
