package io.issuestream.sync.points;

import io.issuestream.contracts.Keys;
import io.issuestream.jira.JiraFailure.PointsSpent;
import io.issuestream.jira.PointsGovernor;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lets calls pass as long as their team has points. They are reserved in chunks, so a database
 * statement comes with every tenth page or so and not with every call.
 */
final class SharedPoints implements PointsGovernor, SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(SharedPoints.class);

  /** Shorter waits are waited for; with longer ones the run comes back. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final long CHUNKS = 1000;

  /**
   * No call has to wait for more than this part at once, or it could wait for ever where many teams
   * share; what it costs beyond is owed.
   */
  private static final long LARGEST_PART = 100;

  private record Known(long left, long until) {}

  private final Map<String, Purse> purses = new ConcurrentHashMap<>();
  private final TeamPoints points;
  private final long total;
  private final LongSupplier nanoClock;
  private volatile Known known;
  private Disposable sweeping = Disposables.disposed();

  SharedPoints(TeamPoints points, long total, LongSupplier nanoClock, MeterRegistry meters) {
    this.points = points;
    this.total = total;
    this.nanoClock = nanoClock;
    this.known = new Known(total, nanoClock.getAsLong());
    meters.gauge("issuestream.jira.points.left", this, SharedPoints::left);
    meters.gauge("issuestream.jira.points.per.hour", this, shared -> shared.total);
  }

  @Override
  public Mono<Void> take(String connectionId, int cost) {
    String team = Keys.teamOf(connectionId);
    long needed = Math.min(cost, Math.max(1, total / LARGEST_PART));
    return Mono.defer(() -> {
      Purse purse = purse(team);
      return purse.take(needed, cost)
          ? Mono.<Void>empty()
          : purse.refilling(reserve(team, purse, needed)).then(take(connectionId, cost));
    });
  }

  @Override
  public void correct(String connectionId, int difference) {
    purse(Keys.teamOf(connectionId)).add(-difference);
  }

  private Purse purse(String team) {
    return purses.computeIfAbsent(team, name -> new Purse(nanoClock));
  }

  private Mono<Void> reserve(String team, Purse purse, long needed) {
    return Mono.defer(() ->
            points.reserve(team, purse.missing(needed), purse.chunk(Math.max(1, total / CHUNKS))))
        .flatMap(reserved -> {
          known =
              new Known(reserved.left(), nanoClock.getAsLong() + reserved.windowLeft().toNanos());
          if (reserved.granted() > 0) {
            purse.fill(reserved);
            return Mono.empty();
          }
          return reserved.pause().compareTo(PATIENCE) <= 0
              ? Mono.delay(reserved.pause()).then()
              : Mono.error(new PointsSpent(reserved.pause()));
        });
  }

  /** Points that nobody has reserved, as last seen by this worker. */
  double left() {
    Known last = known;
    return last.until() - nanoClock.getAsLong() > 0 ? last.left() : total;
  }

  @Override
  public void start() {
    sweeping =
        Flux.interval(IDLE.dividedBy(2))
            .onBackpressureDrop()
            .concatMap(tick -> giveBackUnused(IDLE))
            .subscribe();
  }

  @Override
  public void stop() {
    stop(() -> {});
  }

  @Override
  public void stop(Runnable callback) {
    sweeping.dispose();
    var _ =
        giveBackUnused(Duration.ZERO)
            .timeout(PATIENCE, Mono.empty())
            .doFinally(end -> callback.run())
            .subscribe();
  }

  @Override
  public boolean isRunning() {
    return !sweeping.isDisposed();
  }

  /** Stopped after the runs, which still use points. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 1;
  }

  /** What a team does not use is lent to others again. */
  Mono<Void> giveBackUnused(Duration idle) {
    return Flux.fromIterable(purses.entrySet())
        .concatMap(entry ->
            Mono.justOrEmpty(entry.getValue().unusedFor(idle))
                .flatMap(
                    unused -> points.giveBack(entry.getKey(), unused.window(), unused.points())))
        .then()
        .doOnError(failure -> log.info("Points could not be given back: {}", failure.toString()))
        .onErrorComplete();
  }
}
