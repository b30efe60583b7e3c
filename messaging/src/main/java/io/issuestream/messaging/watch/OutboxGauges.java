package io.issuestream.messaging.watch;

import io.issuestream.contracts.Topic;
import io.issuestream.tenancy.TeamScope;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * How much has not left yet, and since when, for each topic of the service: {@code
 * issuestream.outbox.size} (states) and {@code issuestream.outbox.age} (seconds; 0 where nothing
 * waits). All replicas tell the same.
 */
final class OutboxGauges implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(OutboxGauges.class);

  /**
   * What waits for a topic.
   *
   * @param since when the oldest was marked, on this process's clock
   */
  private record Waiting(long size, long since) {}

  private final DatabaseClient database;
  private final List<String> topics;
  private final Duration look;
  private volatile Map<String, Waiting> waiting = Map.of();
  private Disposable looking = Disposables.disposed();

  OutboxGauges(DatabaseClient database, String service, Duration look, MeterRegistry meters) {
    this.database = database;
    this.look = look;
    this.topics =
        Arrays.stream(Topic.values())
            .filter(topic -> topic.owner().equals(service) || topic == Topic.TEAM_ERASURE_REPORTS)
            .map(Topic::topicName)
            .toList();
    topics.forEach(topic -> register(topic, meters));
  }

  private void register(String topic, MeterRegistry meters) {
    Gauge.builder("issuestream.outbox.size", this, gauges -> gauges.size(topic))
        .description("States that have not left for Kafka yet")
        .tag("topic", topic)
        .register(meters);
    Gauge.builder("issuestream.outbox.age", this, gauges -> gauges.age(topic))
        .description("How long the oldest state that has not left has been waiting")
        .baseUnit("seconds")
        .tag("topic", topic)
        .register(meters);
  }

  private double size(String topic) {
    Waiting known = waiting.get(topic);
    return known == null ? 0 : known.size();
  }

  /** Goes on growing while the database does not answer. */
  private double age(String topic) {
    Waiting known = waiting.get(topic);
    return known == null ? 0 : Math.max(0, System.nanoTime() - known.since()) / 1e9;
  }

  @Override
  public void start() {
    looking =
        Flux.interval(Duration.ZERO, look)
            .onBackpressureDrop()
            .concatMap(tick -> look(), 0)
            .contextWrite(TeamScope.system())
            .subscribe();
  }

  private Mono<Void> look() {
    return topics.isEmpty()
        ? Mono.empty()
        : database
            .sql(
                """
                select topic, count(*) as size,
                  (extract(epoch from clock_timestamp() - min(marked_at)) * 1000)::bigint as age
                from outbox_mark group by topic
                """)
            .map(row ->
                Map.entry(
                    String.valueOf(row.get("topic")),
                    new Waiting(
                        number(row.get("size")),
                        System.nanoTime() - number(row.get("age")) * 1_000_000)))
            .all()
            .collect(
                HashMap<String, Waiting>::new, (all, one) -> all.put(one.getKey(), one.getValue()))
            .doOnNext(all -> waiting = all)
            .doOnError(failure -> log.debug("Could not look at the outbox: {}", failure.toString()))
            .onErrorComplete()
            .then();
  }

  private static long number(@org.jspecify.annotations.Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
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
    return DEFAULT_PHASE - 1000;
  }
}
