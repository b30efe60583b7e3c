package io.issuestream.messaging.outbox;

import io.issuestream.contracts.Topic;
import io.issuestream.messaging.DatabaseSignals;
import io.issuestream.messaging.EventJson;
import io.issuestream.messaging.MessagingProperties;
import io.issuestream.tenancy.TeamScope;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
  private final List<String> topics;
  private final RelayMeters meters;
  private final UUID holder = UUID.randomUUID();
  private final OwnShards own;
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
    this.own =
        new OwnShards(
            shard -> ShardPublisher.open(client, properties.kafka().topicPrefix(), service, shard));
    List<Topic> written =
        Arrays.stream(Topic.values())
            .filter(topic -> topic.owner().equals(service) || topic == Topic.TEAM_ERASURE_REPORTS)
            .toList();
    written.forEach(EventJson::prepare);
    this.topics = written.stream().map(Topic::topicName).toList();
    this.meters = new RelayMeters(meters, properties.outbox().shards(), own::count);
  }

  @Override
  public void start() {
    thread = Schedulers.newSingle("outbox-relay", true);
    Duration renewal = properties.outbox().lease().dividedBy(3);
    Flux<String> notified = signals.on(Outbox.CHANNEL).publish().refCount(2);
    Flux<String> renewals =
        Flux.merge(
            Flux.interval(Duration.ZERO, renewal).map(tick -> ""),
            notified.filter(ShardLeases.FREED::equals));
    Flux<String> looks =
        Flux.merge(
            Flux.interval(properties.outbox().poll()).map(tick -> ""),
            notified.filter(signal -> !signal.equals(ShardLeases.FREED)));
    Sinks.Empty<Void> end = Sinks.empty();
    Mono<Void> stop = end.asMono();
    work =
        Flux.merge(
                renewals.takeUntilOther(stop).onBackpressureLatest().concatMap(tick -> renew(), 0),
                looks
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
    // From before the question: the lease runs from when the database answers it.
    return Mono.fromSupplier(() -> System.nanoTime() + properties.outbox().lease().toNanos())
        .flatMap(until ->
            leases
                .keep(holder)
                .publishOn(thread)
                .doOnNext(held -> own.are(held.own(), until))
                .map(ShardLeases.Held::surplus))
        .filter(surplus -> !surplus.isEmpty())
        .flatMap(surplus -> leases.give(holder, surplus))
        .doOnError(failure -> log.warn("Could not renew the outbox leases: {}", failure.toString()))
        .onErrorResume(failure -> Mono.empty());
  }

  private Mono<Void> publishAndGather() {
    return publishAll()
        .flatMap(count ->
            count < BURST ? Mono.empty() : Mono.delay(properties.outbox().gather()).then());
  }

  /** Publishes until nothing waits; answers how many states left. */
  private Mono<Integer> publishAll() {
    return Mono.fromCallable(own::now)
        .subscribeOn(thread)
        .flatMapIterable(shards -> shards)
        .concatMap(this::drain)
        .reduce(0, Integer::sum);
  }

  /**
   * The producer comes before the states: what is read after everybody else was fenced is at least
   * as new as all they published, however long this process stands still in between.
   */
  private Mono<Integer> drain(int shard) {
    return Mono.fromCallable(() -> own.publisher(shard))
        .subscribeOn(thread)
        .flatMap(
            publisher -> publisher.map(one -> publishSome(shard, one)).orElse(Mono.just(List.of())))
        .repeat()
        // What came meanwhile has notified.
        .takeUntil(states -> Marks.all(states, properties.outbox().batchSize()))
        .map(List::size)
        .reduce(0, Integer::sum)
        .doOnError(failure ->
            log.warn(
                "Outbox shard {} could not publish, trying again: {}", shard, failure.toString()))
        .onErrorResume(failure ->
            Mono.<Integer>fromRunnable(() -> own.drop(shard)).subscribeOn(thread).thenReturn(0));
  }

  /** Up to a batch of each topic; answers with the states. */
  private Mono<List<Marked>> publishSome(int shard, ShardPublisher publisher) {
    return marks
        .waiting(shard, topics, properties.outbox().batchSize())
        .collectList()
        .flatMap(states -> publish(shard, publisher, states).thenReturn(states));
  }

  private Mono<Void> publish(int shard, ShardPublisher publisher, List<Marked> states) {
    if (states.isEmpty()) {
      return Mono.empty();
    }
    return Mono.fromCallable(() -> publisher.publish(states))
        .subscribeOn(thread)
        .flatMap(offsets -> marks.published(shard, states, offsets))
        .doOnSuccess(done -> meters.published(states));
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
                          own.dropAll();
                        })
                    .subscribeOn(thread))
            .then(leases.leave(holder))
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

  /**
   * Stops after everything that writes: the loops (from the default phase down), the web server
   * (-1024, -2048) and the consumers' bindings (-3000).
   */
  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE - 4000;
  }
}
