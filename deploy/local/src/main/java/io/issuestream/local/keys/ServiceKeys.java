package io.issuestream.local.keys;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.hybrid.HybridConfig;
import com.google.crypto.tink.prf.PrfConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;

/**
 * Key sets of the services, in Tink's JSON form.
 *
 * @param integrationAtRest integration-service's own, for what it stores
 * @param syncAtRest sync-worker's own, for what it stores
 * @param credentialsPublic with which integration-service seals credentials for the worker
 * @param credentialsPrivate with which sync-worker alone opens them
 * @param erasure by which all services know erased people again
 */
public record ServiceKeys(
    Path integrationAtRest,
    Path syncAtRest,
    Path credentialsPublic,
    Path credentialsPrivate,
    Path erasure) {
  private static final String AT_REST = "AES256_GCM";
  private static final String ERASURE = "HMAC_SHA256_PRF";
  private static final String CREDENTIALS = "DHKEM_X25519_HKDF_SHA256_HKDF_SHA256_AES_256_GCM";

  /** Where the key sets are, without making them. */
  public static ServiceKeys in(Path directory) {
    return new ServiceKeys(
        directory.resolve("integration-at-rest.json"),
        directory.resolve("sync-at-rest.json"),
        directory.resolve("credentials-public.json"),
        directory.resolve("credentials-private.json"),
        directory.resolve("erasure.json"));
  }

  /**
   * Those that something is sealed under, by which they can be rotated. sync-worker stores nothing
   * but credentials as they came, sealed for its private keys. The erasure key is never exchanged:
   * what it hashed is gone.
   */
  public List<KeySet> rotated() {
    return List.of(
        new KeySet("at-rest", integrationAtRest, Optional.empty()),
        new KeySet("credentials", credentialsPrivate, Optional.of(credentialsPublic)));
  }

  /**
   * Makes those that are missing. Those that are there are never touched: data has been encrypted
   * with them.
   */
  public ServiceKeys ensure() {
    try {
      AeadConfig.register();
      HybridConfig.register();
      PrfConfig.register();
      if (!Files.exists(erasure)) {
        write(erasure, fresh(ERASURE));
      }
      if (!Files.exists(integrationAtRest)) {
        write(integrationAtRest, fresh(AT_REST));
      }
      if (!Files.exists(syncAtRest)) {
        write(syncAtRest, fresh(AT_REST));
      }
      if (!Files.exists(credentialsPrivate)) {
        write(credentialsPrivate, fresh(CREDENTIALS));
        Files.deleteIfExists(credentialsPublic);
      }
      if (!Files.exists(credentialsPublic)) {
        write(credentialsPublic, read(credentialsPrivate).getPublicKeysetHandle());
      }
      return this;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The services' keys cannot be made: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("The services' keys cannot be kept: " + e.getMessage(), e);
    }
  }

  private static KeysetHandle fresh(String template) throws GeneralSecurityException {
    return KeysetHandle.generateNew(KeyTemplates.get(template));
  }

  private static KeysetHandle read(Path file) throws GeneralSecurityException, IOException {
    return TinkJsonProtoKeysetFormat.parseKeyset(
        Files.readString(file), InsecureSecretKeyAccess.get());
  }

  private static void write(Path file, KeysetHandle keys)
      throws GeneralSecurityException, IOException {
    PrivateFiles.write(
        file, TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get()));
  }
}
