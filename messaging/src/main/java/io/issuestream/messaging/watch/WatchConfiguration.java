package io.issuestream.messaging.watch;

import io.issuestream.messaging.KafkaClient;
import io.issuestream.messaging.MessagingProperties;
import io.issuestream.messaging.trace.Traces;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.util.StringUtils;

/** What a service's probes and metrics tell of its database, outbox and consumers. */
@Configuration(proxyBeanMethods = false)
public class WatchConfiguration {

  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final Duration FAIL_OVER = Duration.ofSeconds(10);
  private static final Duration BROKER_AT_START = Duration.ofMinutes(1);

  @Bean
  OutboxGauges outboxGauges(
      DatabaseClient database, Environment environment, MeterRegistry meters) {
    String service = Binder.get(environment).bind("spring.application.name", String.class).get();
    return new OutboxGauges(database, service, LOOK, meters);
  }

  /** Named as the readiness group of {@code watch-defaults.yaml} names it. */
  @Bean
  DatabaseHealth databaseHealthIndicator(DatabaseClient database) {
    return new DatabaseHealth(database, FAIL_OVER);
  }

  @Bean
  Consumers consumersHealthIndicator(Environment environment, MeterRegistry meters) {
    String functions =
        Binder.get(environment).bind("spring.cloud.function.definition", String.class).orElse("");
    int expected = StringUtils.tokenizeToStringArray(functions, ";").length;
    var consumers = new Consumers(expected, BROKER_AT_START, System::nanoTime);
    Gauge.builder("issuestream.consumers.running", consumers, Consumers::running)
        .description("Kafka consumers of this replica that run")
        .register(meters);
    Gauge.builder("issuestream.consumers.expected", consumers, Consumers::expected)
        .description("Kafka consumers that each replica is to have")
        .register(meters);
    return consumers;
  }

  @Bean
  ConsumerLag consumerLag(
      MessagingProperties properties, Consumers consumers, MeterRegistry meters) {
    return new ConsumerLag(
        KafkaClient.settings(properties.kafka()), consumers::groups, LOOK, meters);
  }

  @Bean
  Onboarding onboarding(MeterRegistry meters, Traces traces) {
    return new Onboarding(meters, traces);
  }

  @Bean
  static MeterFilter clientMeters() {
    return new ClientMeters();
  }
}
