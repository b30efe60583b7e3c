package io.issuestream.messaging.outbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shards this replica has by lease, and their producers. Only the relay's thread works with it.
 */
final class OwnShards {

  private static final Logger log = LoggerFactory.getLogger(OwnShards.class);

  private final IntFunction<ShardPublisher> opening;
  private final Map<Integer, ShardPublisher> publishers = new HashMap<>();
  private Set<Integer> shards = Set.of();
  private long until = System.nanoTime();

  /**
   * @param opening opens a shard's producer, which fences whoever had the shard before
   */
  OwnShards(IntFunction<ShardPublisher> opening) {
    this.opening = opening;
  }

  /**
   * What the database said. Producers of new shards are opened at once, which saves their first
   * event the wait for it, and those of former ones closed.
   *
   * @param end by {@link System#nanoTime()}
   */
  void are(Set<Integer> now, long end) {
    Set<Integer> before = shards;
    shards = now;
    until = end;
    List.copyOf(publishers.keySet()).stream()
        .filter(shard -> !now.contains(shard))
        .forEach(this::drop);
    if (!now.equals(before)) {
      log.info("Publishing outbox shards {}", now);
      now.stream().filter(shard -> !before.contains(shard)).forEach(this::open);
    }
  }

  /**
   * Nothing once the lease has run out: the shard is somebody else's by now, and to publish would
   * be to fence him.
   */
  List<Integer> now() {
    return System.nanoTime() - until < 0 ? List.copyOf(shards) : List.of();
  }

  /**
   * A shard's producer, which is opened if it is not; empty if the shard is not this replica's any
   * more.
   *
   * @throws KafkaException if the broker does not let it be opened
   */
  Optional<ShardPublisher> publisher(int shard) {
    return now().contains(shard)
        ? Optional.of(publishers.computeIfAbsent(shard, opening::apply))
        : Optional.empty();
  }

  /** After any failure the producer is opened anew, which also aborts what it left open. */
  void drop(int shard) {
    ShardPublisher publisher = publishers.remove(shard);
    if (publisher != null) {
      publisher.close();
    }
  }

  void dropAll() {
    List.copyOf(publishers.keySet()).forEach(this::drop);
  }

  /** Where that fails, publishing tries again. */
  private void open(int shard) {
    try {
      var _ = publisher(shard);
    } catch (KafkaException failure) {
      log.warn("Outbox shard {} could not be opened yet: {}", shard, failure.toString());
    }
  }
}
