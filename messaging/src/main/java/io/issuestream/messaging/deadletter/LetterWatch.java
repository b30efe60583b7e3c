package io.issuestream.messaging.deadletter;

import io.issuestream.contracts.Topic;
import io.issuestream.messaging.inbound.Cause;
import io.issuestream.messaging.inbound.KafkaBoundary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Counts the letters that wait for somebody, for each topic and cause: {@value #WAITING}, the same
 * on every replica. All are there from the start, at zero, as are the counters of {@link
 * DeadLetters#PUT}.
 */
final class LetterWatch implements SmartLifecycle {

  static final String WAITING = "issuestream.dead.letters.waiting";

  private static final Logger log = LoggerFactory.getLogger(LetterWatch.class);

  private final LetterIndex index;
  private final KafkaBoundary boundary;
  private final MeterRegistry meters;
  private final Duration look;
  private final Map<String, AtomicInteger> waiting = new ConcurrentHashMap<>();
  private Disposable running = Disposables.disposed();

  LetterWatch(LetterIndex index, KafkaBoundary boundary, MeterRegistry meters, Duration look) {
    this.index = index;
    this.boundary = boundary;
    this.meters = meters;
    this.look = look;
  }

  @Override
  public void start() {
    for (Topic topic : boundary.topics()) {
      for (Cause cause : Cause.values()) {
        gauge(topic.topicName(), cause.code());
      }
    }
    running =
        Flux.interval(look, look).onBackpressureDrop().concatMap(tick -> round(), 0).subscribe();
  }

  private Mono<Void> round() {
    return Mono.fromRunnable(() -> count(index.read().values()))
        .subscribeOn(Schedulers.boundedElastic())
        .doOnError(failure ->
            log.info("The dead letters could not be counted, trying again: {}", failure.toString()))
        .onErrorComplete()
        .then();
  }

  private void count(Collection<LetterIndex.Entry> entries) {
    var found = new ConcurrentHashMap<String, Integer>();
    for (LetterIndex.Entry entry : entries) {
      // A code that this version does not know would be one more series for whoever writes it.
      String code = Cause.of(entry.summary().code()).orElse(Cause.UNSORTED).code();
      found.merge(name(entry.id().topic(), code), 1, Integer::sum);
    }
    waiting.forEach((name, gauge) -> gauge.set(found.getOrDefault(name, 0)));
  }

  private void gauge(String topic, String code) {
    var gauge = waiting.computeIfAbsent(name(topic, code), name -> new AtomicInteger());
    Gauge.builder(WAITING, gauge, AtomicInteger::get)
        .description("Dead letters that wait for somebody")
        .tag("topic", topic)
        .tag("cause", code)
        .register(meters);
    var _ = DeadLetters.counter(meters, topic, code);
  }

  private static String name(String topic, String code) {
    return topic + "|" + code;
  }

  @Override
  public void stop() {
    running.dispose();
  }

  @Override
  public boolean isRunning() {
    return !running.isDisposed();
  }
}
