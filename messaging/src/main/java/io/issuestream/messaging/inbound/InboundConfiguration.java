package io.issuestream.messaging.inbound;

import io.issuestream.messaging.KafkaClient;
import io.issuestream.messaging.MessagingProperties;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** The consuming side. */
@Configuration(proxyBeanMethods = false)
public class InboundConfiguration {

  private static final Duration UNTIL_LET_IN = Duration.ofSeconds(5);

  @Bean
  DeadLetters deadLetters(
      MessagingProperties properties, KafkaAdmin admin, Environment environment) {
    Map<String, Object> client = new HashMap<>(KafkaClient.settings(properties.kafka()));
    client.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    client.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    client.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L * 1024 * 1024);
    var producers =
        new DefaultKafkaProducerFactory<String, byte[]>(
            client, new StringSerializer(), new ByteArraySerializer());
    return new DeadLetters(
        new KafkaTemplate<>(producers),
        admin,
        properties.kafka().replicationFactor(),
        Binder.get(environment).bind("spring.application.name", String.class).get());
  }

  @Bean
  KafkaBoundary kafkaBoundary(DeadLetters deadLetters, ObjectProvider<ReadAgain> again) {
    return new KafkaBoundary(deadLetters, again.getIfAvailable());
  }

  @Bean
  TopicScan topicScan(MessagingProperties properties) {
    return new TopicScan(
        KafkaClient.settings(properties.kafka()), properties.kafka().topicPrefix());
  }

  @Bean
  static BinderConnection binderConnection() {
    return new BinderConnection();
  }

  /**
   * What may heal is tried until it does: giving up would lose the batch. So is a broker that does
   * not, or not yet, let this service read; a container would otherwise stop for good.
   */
  @Bean
  ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> untilItHeals() {
    return (container, destination, group) -> {
      var backOff = new ExponentialBackOff(200, 2.0);
      backOff.setMaxInterval(10_000);
      container.setCommonErrorHandler(new DefaultErrorHandler(backOff));
      container.getContainerProperties().setAuthExceptionRetryInterval(UNTIL_LET_IN);
    };
  }
}
