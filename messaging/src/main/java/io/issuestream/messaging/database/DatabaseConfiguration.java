package io.issuestream.messaging.database;

import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import java.util.Map;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/** Has every statement and transaction of the service run to its end, and none stand still. */
@Configuration(proxyBeanMethods = false)
public class DatabaseConfiguration {

  /** Longer than any transaction here waits for somebody else, such as Jira's token endpoint. */
  private static final String LONGEST_STANDSTILL = "60s";

  /**
   * A replica that stands still in the middle of a transaction keeps its locks, and so every other
   * replica waiting. The server ends such a session; when the replica goes on, its transaction has
   * been rolled back and is tried again.
   */
  @Bean
  ConnectionFactoryOptionsBuilderCustomizer boundedStandstill() {
    return options ->
        options.option(
            PostgresqlConnectionFactoryProvider.OPTIONS,
            Map.of("idle_in_transaction_session_timeout", LONGEST_STANDSTILL));
  }

  @Bean
  static BeanPostProcessor lastingDatabaseWork() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return switch (bean) {
          case DatabaseClient client -> new LastingDatabaseClient(client);
          case TransactionalOperator transactions -> new LastingTransactions(transactions);
          default -> bean;
        };
      }
    };
  }
}
