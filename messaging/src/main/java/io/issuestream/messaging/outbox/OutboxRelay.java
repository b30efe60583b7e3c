package io.issuestream.messaging.outbox;

import io.issuestream.contracts.Topic;
import io.issuestream.messaging.DatabaseSignals;
import io.issuestream.messaging.EventJson;
import io.issuestream.messaging.MessagingProperties;
import io.issuestream.tenancy.TeamScope;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Publishes what the outbox holds, within milliseconds of the commit that notified it.
 *
 * <p>Each replica owns some shards by lease and is each shard's only publisher; what it publishes
 * is what the rows say now. A state leaves at least once: if the broker committed and the mark
 * could not be taken off, it goes out again with the same revision, which consumers pass over.
 */
public final class OutboxRelay implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

  /** From so many states at a look on, more are likely to come at once. */
  private static final int BURST = 50;

  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final Marks marks;
  private final ShardLeases leases;
  private final DatabaseSignals signals;
  private final MessagingProperties properties;
  private final Map<String, Object> client;
  private final String service;
  private final List<String> topics;
  private final RelayMeters meters;
  private final UUID holder = UUID.randomUUID();
  private final Map<Integer, ShardPublisher> publishers = new HashMap<>();
  private volatile Set<Integer> owned = Set.of();
  private Scheduler thread = Schedulers.immediate();
  private Sinks.Empty<Void> stopping = Sinks.empty();
  private Mono<Void> work = Mono.empty();
  private Disposable running = Disposables.disposed();

  OutboxRelay(
      Marks marks,
      ShardLeases leases,
      DatabaseSignals signals,
      MessagingProperties properties,
      Map<String, Object> client,
      String service,
      MeterRegistry meters) {
    this.marks = marks;
    this.leases = leases;
    this.signals = signals;
    this.properties = properties;
    this.client = client;
    this.service = service;
    List<Topic> written =
        Arrays.stream(Topic.values()).filter(topic -> topic.owner().equals(service)).toList();
    written.forEach(EventJson::prepare);
    this.topics = written.stream().map(Topic::topicName).toList();
    this.meters = new RelayMeters(meters, properties.outbox().shards(), () -> owned.size());
  }

  @Override
  public void start() {
    thread = Schedulers.newSingle("outbox-relay", true);
    Duration renewal = properties.outbox().lease().dividedBy(3);
    Flux<Boolean> renewals = Flux.interval(Duration.ZERO, renewal).map(tick -> true);
    Flux<Boolean> looks = Flux.interval(properties.outbox().poll()).map(tick -> false);
    Flux<Boolean> commits = signals.on(Outbox.CHANNEL).map(signal -> false);
    Sinks.Empty<Void> end = Sinks.empty();
    Mono<Void> stop = end.asMono();
    work =
        Flux.merge(
                renewals.takeUntilOther(stop).onBackpressureLatest().concatMap(tick -> renew(), 0),
                Flux.merge(looks, commits)
                    .takeUntilOther(stop)
                    .onBackpressureLatest()
                    .concatMap(tick -> publishAndGather(), 0))
            .then()
            .contextWrite(TeamScope.system())
            .cache();
    stopping = end;
    running = work.subscribe();
  }

  private Mono<Void> renew() {
    return leases
        .keep(holder)
        .publishOn(thread)
        .doOnNext(this::own)
        .doOnError(failure -> log.warn("Could not renew the outbox leases: {}", failure.toString()))
        .onErrorResume(failure -> Mono.empty())
        .then();
  }

  private void own(Set<Integer> shards) {
    Set<Integer> before = owned;
    owned = shards;
    if (!shards.equals(before)) {
      log.info("Publishing outbox shards {}", shards);
      shards.stream().filter(shard -> !before.contains(shard)).forEach(this::open);
    }
    publishers
        .entrySet()
        .removeIf(entry -> !shards.contains(entry.getKey()) && closed(entry.getValue()));
  }

  /**
   * Fences whoever had the shard at once, and saves the first event the wait for it. Where that
   * fails, publishing tries again.
   */
  private void open(int shard) {
    try {
      var _ = publisher(shard);
    } catch (KafkaException failure) {
      log.warn("Outbox shard {} could not be opened yet: {}", shard, failure.toString());
    }
  }

  private Mono<Void> publishAndGather() {
    return publishAll()
        .flatMap(count ->
            count < BURST ? Mono.empty() : Mono.delay(properties.outbox().gather()).then());
  }

  /** Publishes until nothing waits; answers how many states left. */
  private Mono<Integer> publishAll() {
    return Mono.fromCallable(() -> List.copyOf(owned))
        .subscribeOn(thread)
        .flatMapIterable(shards -> shards)
        .concatMap(this::drain)
        .reduce(0, Integer::sum);
  }

  private Mono<Integer> drain(int shard) {
    return marks
        .waiting(shard, topics, properties.outbox().batchSize())
        .collectList()
        .publishOn(thread)
        .flatMap(states ->
            states.isEmpty() ? Mono.just(0) : publish(shard, states).thenReturn(states.size()))
        .repeat()
        // Of no topic was there more than this; what came meanwhile has notified.
        .takeUntil(count -> count < properties.outbox().batchSize())
        .reduce(0, Integer::sum)
        .doOnError(failure ->
            log.warn(
                "Outbox shard {} could not publish, trying again: {}", shard, failure.toString()))
        .onErrorResume(failure ->
            Mono.<Integer>fromRunnable(() -> drop(shard)).subscribeOn(thread).thenReturn(0));
  }

  private Mono<Void> publish(int shard, List<Marked> states) {
    return Mono.fromCallable(() -> publisher(shard).publish(states))
        .subscribeOn(thread)
        .flatMap(offsets -> marks.published(shard, states, offsets))
        .doOnSuccess(done -> meters.published(states));
  }

  private ShardPublisher publisher(int shard) {
    return publishers.computeIfAbsent(
        shard,
        number -> ShardPublisher.open(client, properties.kafka().topicPrefix(), service, number));
  }

  /** After any failure the producer is opened anew, which also aborts what it left open. */
  private void drop(int shard) {
    ShardPublisher publisher = publishers.remove(shard);
    if (publisher != null) {
      publisher.close();
    }
  }

  private static boolean closed(ShardPublisher publisher) {
    publisher.close();
    return true;
  }

  @Override
  public void stop() {
    stop(() -> log.debug("The relay has stopped"));
  }

  /**
   * Ends the round under way, so that nothing leaves twice for being stopped, publishes what was
   * written last, gives the shards up and closes their producers.
   */
  @Override
  public void stop(Runnable stopped) {
    Disposable before = running;
    var _ = stopping.tryEmitEmpty();
    running =
        work.then(Mono.defer(this::publishAll))
            .then()
            .timeout(STOP_LIMIT)
            .doOnError(failure -> log.info("Stopping in the middle: {}", failure.toString()))
            .onErrorComplete()
            .then(
                Mono.fromRunnable(
                        () -> {
                          before.dispose();
                          List.copyOf(publishers.keySet()).forEach(this::drop);
                        })
                    .subscribeOn(thread))
            .then(leases.release(holder))
            .timeout(STOP_LIMIT.multipliedBy(2))
            .doOnError(
                failure -> log.info("The outbox leases end by themselves: {}", failure.toString()))
            .onErrorComplete()
            .doFinally(signal -> thread.dispose())
            .doFinally(signal -> stopped.run())
            .contextWrite(TeamScope.system())
            .subscribe();
  }

  @Override
  public boolean isRunning() {
    return !running.isDisposed();
  }

  /** Before the database pool closes and after the consumers stopped. */
  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE - 1000;
  }
}
