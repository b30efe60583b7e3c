package io.issuestream.messaging.outbox;

import io.issuestream.messaging.DatabaseSignals;
import io.issuestream.messaging.KafkaClient;
import io.issuestream.messaging.MessagingProperties;
import io.issuestream.messaging.topic.TopicDeclarations;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.r2dbc.core.DatabaseClient;

/** The publishing side. */
@Configuration(proxyBeanMethods = false)
public class OutboxConfiguration {

  @Bean
  DatabaseSignals databaseSignals(ConnectionFactory connections) {
    return new DatabaseSignals(connections);
  }

  @Bean
  Outbox outbox(DatabaseClient database, MessagingProperties properties) {
    return new Outbox(database, properties);
  }

  @Bean
  OutboxDrain outboxDrain(DatabaseClient database, MessagingProperties properties) {
    return new OutboxDrain(database, properties.kafka().topicPrefix());
  }

  @Bean
  KafkaAdmin kafkaAdmin(MessagingProperties properties) {
    return new KafkaAdmin(KafkaClient.settings(properties.kafka()));
  }

  @Bean
  KafkaAdmin.NewTopics declaredTopics(MessagingProperties properties) {
    return properties.kafka().declareTopics()
        ? TopicDeclarations.all(properties.kafka())
        : new KafkaAdmin.NewTopics();
  }

  @Bean
  OutboxRelay outboxRelay(
      DatabaseClient database,
      DatabaseSignals signals,
      MessagingProperties properties,
      Environment environment,
      MeterRegistry meters) {
    String service = Binder.get(environment).bind("spring.application.name", String.class).get();
    return new OutboxRelay(
        new Marks(database),
        new ShardLeases(database, properties.outbox().shards(), properties.outbox().lease()),
        signals,
        properties,
        KafkaClient.settings(properties.kafka()),
        service,
        meters);
  }
}
