package io.issuestream.integration;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.hybrid.HybridConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** Key files such as an installation has, and the private half that only sync-worker would have. */
public final class TestKeys {

  private final Path atRest;
  private final Path credentialsPublic;
  private final HybridDecrypt worker;

  private TestKeys(Path atRest, Path credentialsPublic, HybridDecrypt worker) {
    this.atRest = atRest;
    this.credentialsPublic = credentialsPublic;
    this.worker = worker;
  }

  public static TestKeys make() {
    try {
      AeadConfig.register();
      HybridConfig.register();
      Path directory = Files.createTempDirectory("issuestream-keys");
      KeysetHandle own = KeysetHandle.generateNew(KeyTemplates.get("AES256_GCM"));
      KeysetHandle pair =
          KeysetHandle.generateNew(
              KeyTemplates.get("DHKEM_X25519_HKDF_SHA256_HKDF_SHA256_AES_256_GCM"));
      return new TestKeys(
          Files.writeString(
              directory.resolve("at-rest.json"),
              TinkJsonProtoKeysetFormat.serializeKeyset(own, InsecureSecretKeyAccess.get())),
          Files.writeString(
              directory.resolve("credentials-public.json"),
              TinkJsonProtoKeysetFormat.serializeKeysetWithoutSecret(pair.getPublicKeysetHandle())),
          pair.getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class));
    } catch (GeneralSecurityException | IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  public String atRest() {
    return atRest.toString();
  }

  public String credentialsPublic() {
    return credentialsPublic.toString();
  }

  /** Opens a ciphertext as sync-worker does. */
  public String open(String ciphertext, String context) throws GeneralSecurityException {
    byte[] sealed = Base64.getDecoder().decode(ciphertext);
    return new String(
        worker.decrypt(sealed, context.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }
}
