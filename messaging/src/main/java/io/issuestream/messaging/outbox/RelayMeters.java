package io.issuestream.messaging.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/** What the relay tells of itself: what it owns, what has left, and how fresh that was. */
final class RelayMeters {

  /** Bounds between which an answer lies to "how fresh are the figures": seconds to half a day. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(2),
    Duration.ofMinutes(5),
    Duration.ofMinutes(10),
    Duration.ofMinutes(16),
    Duration.ofMinutes(20),
    Duration.ofMinutes(30),
    Duration.ofHours(1),
    Duration.ofHours(4),
    Duration.ofHours(12)
  };

  private final MeterRegistry meters;
  private final Counter published;
  private final Map<String, Timer> freshness = new ConcurrentHashMap<>();

  /**
   * Meters of one relay.
   *
   * @param shards how many there are over all replicas
   * @param owned how many this one owns now
   */
  RelayMeters(MeterRegistry meters, int shards, IntSupplier owned) {
    this.meters = meters;
    published = meters.counter("issuestream.outbox.published");
    Gauge.builder("issuestream.outbox.shards.owned", owned::getAsInt)
        .description("Shards of the outbox that this replica publishes")
        .register(meters);
    Gauge.builder("issuestream.outbox.shards", () -> shards)
        .description("Shards of the outbox over all replicas")
        .register(meters);
  }

  private Timer freshness(String topic) {
    return Timer.builder("issuestream.freshness")
        .description("From a change at its origin to what follows of it on the topic")
        .tag("topic", topic)
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }

  /** These are on their topics now. */
  void published(List<Marked> states) {
    published.increment(states.size());
    Instant now = Instant.now();
    for (Marked state : states) {
      Instant changed = state.changedAt();
      if (changed != null) {
        // The origin's clock may be a little ahead of ours.
        freshness
            .computeIfAbsent(state.topic(), this::freshness)
            .record(changed.isBefore(now) ? Duration.between(changed, now) : Duration.ZERO);
      }
    }
  }
}
