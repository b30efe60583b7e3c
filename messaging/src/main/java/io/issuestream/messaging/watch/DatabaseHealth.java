package io.issuestream.messaging.watch;

import io.issuestream.tenancy.TeamScope;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Whether the service's own database answers. A short silence, as of a fail-over or of a pool that
 * is busy, is no reason to send callers away: they wait or are told to come again.
 */
final class DatabaseHealth implements ReactiveHealthIndicator {

  private static final Duration LIMIT = Duration.ofSeconds(1);

  private final Mono<?> question;
  private final Duration patience;
  private final LongSupplier nanoClock;
  private volatile long answered;
  private volatile boolean everAnswered;

  DatabaseHealth(DatabaseClient database, Duration patience) {
    this(
        database.sql("select 1").fetch().first().contextWrite(TeamScope.none()),
        patience,
        System::nanoTime);
  }

  /**
   * Asks in a given way.
   *
   * @param patience how long the database counts as there after it answered last
   */
  DatabaseHealth(Mono<?> question, Duration patience, LongSupplier nanoClock) {
    this.question = question;
    this.patience = patience;
    this.nanoClock = nanoClock;
  }

  @Override
  public Mono<Health> health() {
    return question
        .timeout(LIMIT)
        .then(Mono.fromSupplier(this::there))
        .onErrorResume(failure -> Mono.fromSupplier(this::silent));
  }

  private Health there() {
    answered = nanoClock.getAsLong();
    everAnswered = true;
    return Health.up().build();
  }

  private Health silent() {
    boolean lately = everAnswered && nanoClock.getAsLong() - answered < patience.toNanos();
    return (lately ? Health.up() : Health.down()).build();
  }
}
