package io.issuestream.local.verify;

import io.issuestream.contracts.Keys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The last record of every key, as far as it is compared: read once from the beginning, and from
 * where it stands at every further look. It takes some 150 bytes an aggregate, belongs to no group
 * and moves no offset.
 */
final class TopicCopy implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<String, Kind> kinds = new HashMap<>();
  private final Set<String> wanted;
  private final Map<Kind, Map<String, Map<String, Seen>>> last = new EnumMap<>(Kind.class);
  private final Map<String, Map<TopicPartition, Long>> next = new HashMap<>();
  private final Map<String, String> projects = new ConcurrentHashMap<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * Opens it.
   *
   * @param client how the broker is reached, by an account that may read the topics
   * @param teams those to keep; empty for all
   */
  TopicCopy(Map<String, Object> client, String topicPrefix, Set<String> teams) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5000);
    this.consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    this.wanted = Set.copyOf(teams);
    for (Kind kind : Kind.values()) {
      kinds.put(topicPrefix + kind.topicName(), kind);
    }
  }

  /**
   * Reads on to what is committed now.
   *
   * @throws TimeoutException when the broker does not give it within that time
   */
  void readOn(Duration limit) {
    if (consumer.assignment().isEmpty()) {
      List<TopicPartition> partitions =
          kinds.keySet().stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
    }
    long deadline = System.nanoTime() + limit.toNanos();
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("The topics could not be read to their ends within " + limit);
      }
      consumer.poll(POLL).forEach(this::take);
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    String key = record.key() == null ? "" : record.key();
    String team = Keys.teamOf(key);
    Kind kind = kinds.get(record.topic());
    if (kind == null || team.isEmpty() || !(wanted.isEmpty() || wanted.contains(team))) {
      return;
    }
    next.computeIfAbsent(team, one -> new HashMap<>())
        .put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
    String id = key.substring(team.length() + 1);
    Map<String, Seen> aggregates =
        last.computeIfAbsent(kind, one -> new HashMap<>())
            .computeIfAbsent(team, one -> new HashMap<>());
    byte[] value = record.value();
    if (value == null) {
      aggregates.remove(id);
      return;
    }
    try {
      Seen now = kind.read(JSON.readTree(value), Digits.of(value));
      Seen before = aggregates.put(id, interned(now));
      if (before != null && now.revision() < before.revision()) {
        note(
            "%s %s: revision %d was written after revision %d"
                .formatted(kind, key, now.revision(), before.revision()));
      }
    } catch (JacksonException unreadable) {
      note("%s has a record that is no JSON, of %s".formatted(kind, key));
    }
  }

  /** Few projects, many aggregates. */
  private Seen interned(Seen seen) {
    return new Seen(
        seen.revision(),
        seen.gone(),
        seen.hidden(),
        projects.computeIfAbsent(seen.project(), project -> project),
        seen.content());
  }

  private void note(String text) {
    if (notes.size() < 20 && !notes.contains(text)) {
      notes.add(text);
    }
  }

  /** A team's aggregates of a kind, by id. */
  Map<String, Seen> of(Kind kind, String team) {
    return last.getOrDefault(kind, Map.of()).getOrDefault(team, Map.of());
  }

  /** Every team that has an aggregate. */
  Set<String> teams() {
    Set<String> teams = new TreeSet<>();
    last.values().forEach(kind -> teams.addAll(kind.keySet()));
    return teams;
  }

  /** The offset behind a team's last record on each partition that has one. */
  Map<TopicPartition, Long> next(String team) {
    return Map.copyOf(next.getOrDefault(team, Map.of()));
  }

  /** What looked wrong on the way, though later records may have put it right. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
