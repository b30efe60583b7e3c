package io.issuestream.messaging.inbound;

import io.issuestream.messaging.KafkaClient;
import io.issuestream.messaging.MessagingProperties;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.util.backoff.ExponentialBackOff;

/** The consuming side. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InboundProperties.class)
public class InboundConfiguration {

  private static final Duration UNTIL_LET_IN = Duration.ofSeconds(5);

  @Bean
  KafkaBoundary kafkaBoundary(Aside aside, DatabaseClient database, InboundProperties properties) {
    return new KafkaBoundary(aside, DatabaseProbe.of(database), properties);
  }

  /** Named by {@code messaging-defaults.yaml}. */
  @Bean(RawBatches.BEAN)
  RawBatches rawBatches() {
    return new RawBatches();
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
   * What may heal is tried until it does, or {@link Consumption} puts it aside: giving up here
   * would lose the batch. So is a broker that does not, or not yet, let this service read; a
   * container would otherwise stop for good.
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
