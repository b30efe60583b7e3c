package io.issuestream.messaging.database;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/** Has every statement and transaction of the service run to its end. */
@Configuration(proxyBeanMethods = false)
public class DatabaseConfiguration {

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
