package io.issuestream.integration.backfill;

import static reactor.core.publisher.Sinks.EmitFailureHandler.FAIL_FAST;

import io.issuestream.integration.repository.TrackedRepositories;
import io.issuestream.messaging.DatabaseSignals;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.Scannable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Looks for connections with something due, in every replica, and reads a few at a time. */
@Component
class BackfillLoop implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(BackfillLoop.class);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final BackfillWork work;
  private final DatabaseSignals signals;
  private final BackfillProperties properties;
  private Sinks.Empty<Void> stopping = Sinks.empty();
  private Mono<Void> stopped = Mono.empty();
  private Disposable running = Disposables.disposed();

  BackfillLoop(BackfillWork work, DatabaseSignals signals, BackfillProperties properties) {
    this.work = work;
    this.signals = signals;
    this.properties = properties;
  }

  @Override
  public void start() {
    Sinks.Empty<Void> stop = Sinks.empty();
    Sinks.Empty<Void> ended = Sinks.empty();
    Flux<Boolean> looks =
        Flux.merge(
                Flux.interval(properties.checkEvery()).map(tick -> true),
                signals.on(TrackedRepositories.CHANNEL).map(signal -> true))
            .share();
    stopping = stop;
    stopped = ended.asMono();
    running =
        Flux.range(0, properties.connectionsAtOnce())
            .flatMap(lane -> lane(looks, stop), properties.connectionsAtOnce())
            .doFinally(end -> ended.emitEmpty(FAIL_FAST))
            .subscribe();
  }

  private Mono<Void> lane(Flux<Boolean> looks, Sinks.Empty<Void> stop) {
    return looks
        .takeUntilOther(stop.asMono())
        .onBackpressureLatest()
        .concatMap(look -> rounds(stop), 0)
        .then();
  }

  /** One connection after the other until none has anything due. */
  private Mono<Void> rounds(Sinks.Empty<Void> stop) {
    return Mono.defer(() -> work.round(stop.asMono()))
        .repeat()
        .takeUntil(worked -> !worked || isOver(stop))
        .then()
        // The loop outlives a database that is away for a while.
        .doOnError(
            failure -> log.warn("Could not read from GitHub, trying again: {}", failure.toString()))
        .onErrorComplete();
  }

  private static boolean isOver(Sinks.Empty<Void> stop) {
    return Boolean.TRUE.equals(stop.scan(Scannable.Attr.TERMINATED));
  }

  @Override
  public void stop() {
    stop(() -> {});
  }

  /** Leases are given back first: another replica would wait for them to end. */
  @Override
  public void stop(Runnable done) {
    stopping.emitEmpty(FAIL_FAST);
    Disposable lanes = running;
    running =
        stopped
            .timeout(STOP_LIMIT)
            .onErrorComplete()
            .doFinally(end -> {
              lanes.dispose();
              done.run();
            })
            .subscribe();
  }

  @Override
  public boolean isRunning() {
    return !running.isDisposed();
  }
}
