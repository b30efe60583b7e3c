package io.issuestream.integration.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.hybrid.HybridConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the key files once, at start; without them the service does not start. */
@Configuration(proxyBeanMethods = false)
class SecretConfiguration {

  @Bean
  SecretsAtRest secretsAtRest(KeyProperties keys) {
    try {
      AeadConfig.register();
      KeysetHandle keyset =
          TinkJsonProtoKeysetFormat.parseKeyset(text(keys.atRest()), InsecureSecretKeyAccess.get());
      return new SecretsAtRest(keyset.getPrimitive(RegistryConfiguration.get(), Aead.class));
    } catch (GeneralSecurityException failure) {
      throw unusable(keys.atRest(), failure);
    }
  }

  @Bean
  SecretsForWorker secretsForWorker(KeyProperties keys) {
    try {
      HybridConfig.register();
      KeysetHandle keyset =
          TinkJsonProtoKeysetFormat.parseKeysetWithoutSecret(text(keys.credentialsPublic()));
      return new SecretsForWorker(
          keyset.getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class));
    } catch (GeneralSecurityException failure) {
      throw unusable(keys.credentialsPublic(), failure);
    }
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException failure) {
      throw unusable(file, failure);
    }
  }

  private static IllegalStateException unusable(String file, Exception cause) {
    return new IllegalStateException("The keyset file " + file + " cannot be used", cause);
  }
}
