package io.issuestream.metrics.recompute;

import io.issuestream.messaging.DatabaseSignals;
import io.issuestream.messaging.LogFields;
import io.issuestream.messaging.trace.Traces;
import io.issuestream.tenancy.TeamScope;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Works out what is marked, until nothing is.
 *
 * <p>A notification says that marks were committed; because one can be lost, the loop looks by
 * itself too. While marks are left but none is ripe it looks again shortly.
 */
final class RecomputeLoop {

  private static final Logger log = LoggerFactory.getLogger(RecomputeLoop.class);
  private static final Duration RIPENING = Duration.ofMillis(50);

  private final Recomputation recomputation;
  private final Marks marks;
  private final DatabaseSignals signals;
  private final RecomputeProperties timing;
  private final Resting resting;
  private final Timer timer;
  private final Traces traces;
  private Disposable running = Disposables.disposed();

  RecomputeLoop(
      Recomputation recomputation,
      Marks marks,
      DatabaseSignals signals,
      RecomputeProperties timing,
      Traces traces,
      MeterRegistry meters) {
    this.recomputation = recomputation;
    this.marks = marks;
    this.signals = signals;
    this.timing = timing;
    this.traces = traces;
    this.resting = new Resting(timing.rest());
    this.timer =
        meters.timer("issuestream.metrics.recompute", "kind", recomputation.kind().toString());
  }

  void start() {
    Flux<Long> looks = Flux.interval(Duration.ZERO, timing.poll());
    Flux<Long> commits = signals.on(Marks.CHANNEL).map(signal -> 0L);
    running =
        markOutdated()
            .thenMany(
                Flux.merge(looks, commits).onBackpressureLatest().concatMap(look -> workOff(), 0))
            .contextWrite(TeamScope.system())
            .subscribe();
  }

  private Mono<Void> markOutdated() {
    return recomputation
        .markOutdated()
        .doOnError(
            failure -> log.warn("Could not look for outdated figures, trying again", failure))
        .retryWhen(Retry.backoff(Long.MAX_VALUE, timing.rest()).maxBackoff(timing.claim()));
  }

  private Mono<Void> workOff() {
    return step()
        .repeat()
        .takeUntil(left -> !left)
        .then()
        .doOnError(failure ->
            log.warn(
                "Could not work out a set of {}, trying again: {}",
                recomputation.kind(),
                failure.toString()))
        .onErrorComplete();
  }

  /** Works out one set, or waits a little where none is ripe; false when no mark is left. */
  private Mono<Boolean> step() {
    return Mono.defer(() ->
            marks.claim(recomputation.kind(), resting.at(System.nanoTime()), timing).collectList())
        .flatMap(claims -> claims.isEmpty() ? ripen() : recompute(claims).thenReturn(true));
  }

  private Mono<Boolean> ripen() {
    return marks
        .left(recomputation.kind())
        .flatMap(left -> left == 0 ? Mono.just(false) : Mono.delay(RIPENING).thenReturn(true));
  }

  /** A set that fails is taken apart, so that one sprint or project holds no other up. */
  private Mono<Void> recompute(List<Claim> claims) {
    return timed(claims)
        .onErrorResume(failure -> {
          if (claims.size() == 1) {
            log.atWarn()
                .addKeyValue(LogFields.TEAM, claims.getFirst().teamId())
                .setCause(failure)
                .log(
                    "Could not work out {} {}, trying again in {}",
                    recomputation.kind(),
                    claims.getFirst(),
                    timing.claim());
            return Mono.empty();
          }
          int half = claims.size() / 2;
          return recompute(claims.subList(0, half))
              .then(recompute(claims.subList(half, claims.size())));
        });
  }

  private Mono<Void> timed(List<Claim> claims) {
    return Mono.defer(() -> {
      long begin = System.nanoTime();
      return traces
          .continuing(
              "recompute " + recomputation.kind(),
              claims.stream().map(Claim::traceparent).toList(),
              recomputation.recompute(claims))
          .contextWrite(TeamScope.of(claims.stream().map(Claim::teamId).toList()))
          .doOnSuccess(done -> finished(claims, begin, System.nanoTime()));
    });
  }

  private void finished(List<Claim> claims, long begin, long end) {
    Duration took = Duration.ofNanos(end - begin);
    timer.record(took);
    resting.rest(claims, took, end);
  }

  void stop() {
    running.dispose();
  }
}
