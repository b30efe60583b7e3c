package io.issuestream.messaging.outbox;

import io.issuestream.messaging.DatabaseSignals;
import io.issuestream.messaging.MessagingProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.springframework.r2dbc.core.DatabaseClient;

/** A relay and nothing else, as a process of its own; takes a database, an account and a broker. */
final class RelayProcess {

  /** So short that a test has the time to stop it for longer. */
  static final Duration LEASE = Duration.ofMillis(900);

  private RelayProcess() {}

  /** R2DBC URL, user, password, bootstrap servers, topic prefix. */
  public static void main(String[] arguments) throws InterruptedException {
    ConnectionFactory connections =
        ConnectionFactories.get(
            ConnectionFactoryOptions.parse(arguments[0])
                .mutate()
                .option(ConnectionFactoryOptions.USER, arguments[1])
                .option(ConnectionFactoryOptions.PASSWORD, arguments[2])
                .build());
    var pool = new ConnectionPool(ConnectionPoolConfiguration.builder(connections).build());
    DatabaseClient database = DatabaseClient.create(pool);
    var properties =
        new MessagingProperties(
            new MessagingProperties.Kafka(arguments[3], arguments[4], (short) 1, false, Map.of()),
            new MessagingProperties.Outbox(
                2, 500, LEASE, Duration.ofMillis(100), Duration.ofMillis(1)));
    new OutboxRelay(
            new Marks(database),
            new ShardLeases(database, properties.outbox().shards(), LEASE),
            new DatabaseSignals(connections),
            properties,
            Map.of("bootstrap.servers", arguments[3]),
            "metrics-service",
            new SimpleMeterRegistry())
        .start();
    new CountDownLatch(1).await();
  }
}
