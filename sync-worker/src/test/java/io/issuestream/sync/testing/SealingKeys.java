package io.issuestream.sync.testing;

import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** A key pair for credentials: seals as integration-service does, and gives the worker its half. */
public final class SealingKeys {

  private final Path privateKeyset;
  private final Path publicKeyset;
  private final HybridEncrypt publicKey;

  private SealingKeys(Path privateKeyset, Path publicKeyset, HybridEncrypt publicKey) {
    this.privateKeyset = privateKeyset;
    this.publicKeyset = publicKeyset;
    this.publicKey = publicKey;
  }

  /** Makes a pair; the private half is written to a temporary file. */
  public static SealingKeys create() {
    try {
      HybridConfig.register();
      KeysetHandle pair =
          KeysetHandle.generateNew(
              KeyTemplates.get("DHKEM_X25519_HKDF_SHA256_HKDF_SHA256_AES_256_GCM"));
      Path file = Files.createTempFile("credentials-private", ".json");
      file.toFile().deleteOnExit();
      Files.writeString(
          file, TinkJsonProtoKeysetFormat.serializeKeyset(pair, InsecureSecretKeyAccess.get()));
      Path open = Files.createTempFile("credentials-public", ".json");
      open.toFile().deleteOnExit();
      Files.writeString(
          open,
          TinkJsonProtoKeysetFormat.serializeKeysetWithoutSecret(pair.getPublicKeysetHandle()));
      return new SealingKeys(
          file,
          open,
          pair.getPublicKeysetHandle()
              .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Where the worker finds its half. */
  public Path privateKeyset() {
    return privateKeyset;
  }

  /** Where integration-service finds its half. */
  public Path publicKeyset() {
    return publicKeyset;
  }

  /** Seals credentials for one team, connection and version. */
  public String seal(String plain, String team, String connectionId, long version) {
    try {
      byte[] bound = (team + "/" + connectionId + "/" + version).getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder()
          .encodeToString(publicKey.encrypt(plain.getBytes(StandardCharsets.UTF_8), bound));
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
