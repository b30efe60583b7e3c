package io.issuestream.messaging;

import io.r2dbc.postgresql.api.Notification;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * PostgreSQL's {@code LISTEN}: wakes whoever waits for rows, as soon as a commit notified.
 *
 * <p>A signal is a hint that can be lost (the connection breaks, the database restarts), so whoever
 * listens also looks by itself from time to time.
 */
public final class DatabaseSignals {

  private static final Logger log = LoggerFactory.getLogger(DatabaseSignals.class);
  private static final Retry RECONNECT =
      Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200)).maxBackoff(Duration.ofSeconds(5));

  private final ConnectionFactory connections;

  /**
   * Takes the application's connection factory; a pool is unwrapped, because a listener keeps its
   * connection.
   */
  public DatabaseSignals(ConnectionFactory connections) {
    this.connections = unpooled(connections);
  }

  /**
   * The payloads notified on a channel from subscription on, over a connection of its own that is
   * opened again when it breaks; an empty payload is emitted after every (re)connection, because
   * something may have been missed.
   *
   * @param channel a plain lower-case identifier
   */
  public Flux<String> on(String channel) {
    if (!channel.matches("[a-z_]+")) {
      throw new IllegalArgumentException(
          "A channel is named by lower-case letters and underscores: " + channel);
    }
    return Flux.usingWhen(
            Mono.from(connections.create()).cast(PostgresqlConnection.class),
            connection -> listen(connection, channel),
            Connection::close)
        .concatWith(
            Mono.error(() -> new IllegalStateException("The listening connection was closed")))
        .doOnError(failure ->
            log.info("Listening on {} broke off, trying again: {}", channel, failure.toString()))
        .retryWhen(RECONNECT);
  }

  private static Flux<String> listen(PostgresqlConnection connection, String channel) {
    return connection
        .createStatement("listen " + channel)
        .execute()
        .flatMap(result -> result.getRowsUpdated())
        .thenMany(Flux.just(""))
        .concatWith(connection.getNotifications().mapNotNull(Notification::getParameter));
  }

  private static ConnectionFactory unpooled(ConnectionFactory factory) {
    return factory instanceof Wrapped<?> wrapped
            && wrapped.unwrap() instanceof ConnectionFactory inner
        ? unpooled(inner)
        : factory;
  }
}
