package io.issuestream.integration.webhook;

import static reactor.core.publisher.Sinks.EmitFailureHandler.FAIL_FAST;

import io.issuestream.messaging.DatabaseSignals;
import io.issuestream.tenancy.TeamScope;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
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

/**
 * Processes stored deliveries, batch after batch, in every replica.
 *
 * <p>A batch's effect and its outcomes commit together. If a batch fails, its deliveries are tried
 * one by one, so that a bad one holds no other up. What a replica took and did not finish comes due
 * again when its lease ends.
 */
@Component
class WebhookProcessing implements SmartLifecycle {

  static final String CHANNEL = "issuestream_webhooks";

  private static final Logger log = LoggerFactory.getLogger(WebhookProcessing.class);
  private static final int PURGE_AT_ONCE = 1000;
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final WebhookEvents events;
  private final WebhookWork work;
  private final DatabaseSignals signals;
  private final WebhookProperties properties;

  /** Announcements of many intakes collapse into one notification under way and one to follow. */
  private final Sinks.Many<Boolean> announcements = Sinks.many().multicast().directBestEffort();

  private Sinks.Empty<Void> stopping = Sinks.empty();
  private Mono<Void> stopped = Mono.empty();
  private Disposable running = Disposables.disposed();

  WebhookProcessing(
      WebhookEvents events,
      WebhookWork work,
      DatabaseSignals signals,
      WebhookProperties properties) {
    this.events = events;
    this.work = work;
    this.signals = signals;
    this.properties = properties;
  }

  /** Says that something was stored; never fails, because the delivery is safe already. */
  void announce() {
    Sinks.EmitResult result = announcements.tryEmitNext(true);
    if (result.isFailure()) {
      // Another thread announces at this moment, which wakes for both; or nobody listens, and the
      // poll finds the row.
      log.trace("Not announced: {}", result);
    }
  }

  @Override
  public void start() {
    Sinks.Empty<Void> stop = Sinks.empty();
    Flux<Boolean> looks = Flux.interval(properties.poll()).map(tick -> true);
    Flux<Boolean> stored = signals.on(CHANNEL).map(signal -> false);
    Flux<Boolean> purges = Flux.interval(properties.retention().dividedBy(1000)).map(tick -> true);
    Mono<Void> loops =
        Mono.when(
            loop(Flux.merge(looks, stored), stop, sweep -> drain(sweep, stop)),
            loop(announcements.asFlux(), stop, any -> announceStored()),
            loop(purges, stop, tick -> purge()));
    Sinks.Empty<Void> ended = Sinks.empty();
    stopping = stop;
    stopped = ended.asMono();
    running =
        loops
            .doFinally(end -> ended.emitEmpty(FAIL_FAST))
            .contextWrite(TeamScope.system())
            .subscribe();
  }

  /** Takes a step at each signal, one after the other, until it is told to stop. */
  private static Mono<Void> loop(
      Flux<Boolean> signals, Sinks.Empty<Void> stop, Function<Boolean, Mono<Void>> step) {
    return signals.takeUntilOther(stop.asMono()).onBackpressureLatest().concatMap(step, 0).then();
  }

  private Mono<Void> announceStored() {
    return quietly("announce deliveries", events.announce());
  }

  private Mono<Void> drain(boolean sweep, Sinks.Empty<Void> stop) {
    Mono<Long> swept = sweep ? events.giveUp(properties.maxRetries() + 1) : Mono.just(0L);
    Mono<Void> rounds =
        Mono.defer(this::round).repeat().takeUntil(taken -> taken == 0 || isOver(stop)).then();
    return quietly("process deliveries", swept.then(rounds));
  }

  private static boolean isOver(Sinks.Empty<Void> stop) {
    return Boolean.TRUE.equals(stop.scan(Scannable.Attr.TERMINATED));
  }

  /** How many deliveries were taken. */
  private Mono<Integer> round() {
    return events
        .take(
            properties.batchSize(),
            properties.batchBytes().toBytes(),
            properties.processingTimeout())
        // An update gives its rows in no order.
        .collectSortedList(
            Comparator.comparing(Delivery::receivedAt).thenComparing(Delivery::eventId))
        .flatMap(taken ->
            Flux.fromIterable(bySource(taken).entrySet())
                .concatMap(one -> work.process(one.getKey(), one.getValue()))
                .then(Mono.just(taken.size())));
  }

  private static Map<String, List<Delivery>> bySource(List<Delivery> taken) {
    return taken.stream().collect(Collectors.groupingBy(Delivery::source));
  }

  private Mono<Void> purge() {
    return quietly(
        "remove old deliveries",
        events
            .removeOlderThan(properties.retention(), PURGE_AT_ONCE)
            .expand(removed ->
                removed < PURGE_AT_ONCE
                    ? Mono.empty()
                    : events.removeOlderThan(properties.retention(), PURGE_AT_ONCE))
            .then());
  }

  /** The loops outlive a database that is away for a while. */
  private static Mono<Void> quietly(String what, Mono<Void> step) {
    return step.doOnError(
            failure -> log.warn("Could not {}, trying again: {}", what, failure.toString()))
        .onErrorComplete();
  }

  @Override
  public void stop() {
    stop(() -> {});
  }

  /** The batch under way ends first: what is left half-way would wait for its lease to end. */
  @Override
  public void stop(Runnable done) {
    stopping.emitEmpty(FAIL_FAST);
    Disposable loops = running;
    running =
        stopped
            .timeout(STOP_LIMIT)
            .onErrorComplete()
            .doFinally(end -> {
              loops.dispose();
              done.run();
            })
            .subscribe();
  }

  @Override
  public boolean isRunning() {
    return !running.isDisposed();
  }
}
