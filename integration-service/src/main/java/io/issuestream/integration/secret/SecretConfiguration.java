package io.issuestream.integration.secret;

import io.issuestream.keys.KeyMetrics;
import io.issuestream.keys.KeysetFile;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/** Reads the key files; without them the service does not start. */
@Configuration(proxyBeanMethods = false)
class SecretConfiguration {

  @Bean
  SecretsAtRest secretsAtRest(KeyProperties keys) {
    return new SecretsAtRest(KeysetFile.aead(Path.of(keys.atRest())));
  }

  @Bean
  SecretsForWorker secretsForWorker(KeyProperties keys) {
    return new SecretsForWorker(KeysetFile.sealing(Path.of(keys.credentialsPublic())));
  }

  @Bean
  SealedColumns sealedColumns(
      DatabaseClient database, TransactionalOperator transaction, SecretsAtRest secrets) {
    return new SealedColumns(database, transaction, secrets);
  }

  @Bean
  KeyWatch keyWatch(
      SecretsAtRest atRest,
      SecretsForWorker forWorker,
      List<Sealed> sealed,
      KeyProperties properties,
      MeterRegistry meters) {
    return new KeyWatch(
        atRest.keyset(), forWorker.keyset(), sealed, properties, new KeyMetrics(meters));
  }
}
