package io.issuestream.metrics.recompute;

import io.issuestream.tenancy.TeamScope;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * How much has to be worked out again, {@code issuestream.metrics.recompute.waiting}, counted every
 * few seconds. All replicas tell the same.
 */
@Component
final class MarkGauges implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(MarkGauges.class);
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final Marks marks;
  private volatile Map<Kind, Long> waiting = Map.of();
  private Disposable looking = Disposables.disposed();

  MarkGauges(Marks marks, MeterRegistry meters) {
    this.marks = marks;
    for (Kind kind : Kind.values()) {
      Gauge.builder(
              "issuestream.metrics.recompute.waiting",
              this,
              gauges -> gauges.waiting.getOrDefault(kind, 0L))
          .description("Sprints and projects whose figures have to be worked out again")
          .tag("kind", kind.toString())
          .register(meters);
    }
  }

  @Override
  public void start() {
    looking =
        Flux.interval(Duration.ZERO, LOOK)
            .onBackpressureDrop()
            .concatMap(tick -> look(), 0)
            .contextWrite(TeamScope.system())
            .subscribe();
  }

  private Mono<Void> look() {
    return Flux.fromArray(Kind.values())
        .concatMap(kind -> marks.left(kind).map(left -> Map.entry(kind, left)))
        .collect(
            () -> new EnumMap<Kind, Long>(Kind.class),
            (all, one) -> all.put(one.getKey(), one.getValue()))
        .doOnNext(all -> waiting = all)
        .doOnError(failure -> log.debug("Could not count the marks: {}", failure.toString()))
        .onErrorComplete()
        .then();
  }

  @Override
  public void stop() {
    looking.dispose();
  }

  @Override
  public boolean isRunning() {
    return !looking.isDisposed();
  }

  /** Before the database pool closes. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 500;
  }
}
