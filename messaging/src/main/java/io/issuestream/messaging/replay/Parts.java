package io.issuestream.messaging.replay;

import io.issuestream.contracts.Topic;
import io.issuestream.messaging.KafkaClient;
import io.issuestream.messaging.MessagingProperties;
import io.issuestream.messaging.inbound.ReadAgain;
import io.issuestream.tenancy.TeamScope;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;

/** What a replay takes from the service that it is a replay of. */
record Parts(ConfigurableApplicationContext context, ReplayOptions options) {

  /** The services' tables are in PostgreSQL's default schema. */
  static final String LIVE = "public";

  private static final Duration LIMIT = Duration.ofMinutes(10);

  String service() {
    return context.getEnvironment().getRequiredProperty("spring.application.name");
  }

  Projection projection() {
    return context.getBean(Projection.class);
  }

  ReadAgain again() {
    return context.getBean(ReadAgain.class);
  }

  /** Says which records the rebuilt projection goes without. */
  void tellPassedOver(PrintStream out) {
    if (again().refused() > 0) {
      out.printf(
          "%d records are no events of their topics and were passed over.%n", again().refused());
    }
    List<String> failed = again().failed();
    if (!failed.isEmpty()) {
      out.printf("%d records could not be taken and were passed over:%n", failed.size());
      failed.stream().limit(options.most()).forEach(one -> out.println("  " + one));
    }
  }

  DatabaseClient database() {
    return context.getBean(DatabaseClient.class);
  }

  ReactiveTransactionManager transactions() {
    return context.getBean(ReactiveTransactionManager.class);
  }

  TransactionalOperator transaction() {
    return context.getBean(TransactionalOperator.class);
  }

  TeamScope scope() {
    return options.team().isEmpty() ? TeamScope.system() : TeamScope.of(options.team());
  }

  Waiting waiting() {
    return new Waiting(scope(), LIMIT);
  }

  private MessagingProperties.Kafka kafka() {
    return context.getBean(MessagingProperties.class).kafka();
  }

  String topicPrefix() {
    return kafka().topicPrefix();
  }

  Map<String, Object> client() {
    return KafkaClient.settings(kafka());
  }

  LiveGroup liveGroup() {
    return new LiveGroup(client(), topicPrefix() + service());
  }

  Feeds feeds(Collection<Topic> topics, @Nullable String group) {
    return new Feeds(topics.stream().map(topic -> feed(topic, group)).toList());
  }

  StateFeed feed(Topic topic, @Nullable String group) {
    return new StateFeed(client(), topicPrefix(), topic, options.team(), group);
  }

  Tables tables(String schema) {
    return waiting().value(Tables.of(database(), schema, projection().tables()));
  }
}
