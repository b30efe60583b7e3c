package io.issuestream.local.endtoend;

import io.issuestream.embedded.testing.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Has compaction, which takes an hour or more, done within seconds. */
final class Compaction {
  private static final Map<String, String> SOON =
      Map.of(
          "segment.ms", "200",
          "max.compaction.lag.ms", "200",
          "min.cleanable.dirty.ratio", "0.001",
          "delete.retention.ms", "200");

  private static final String FILLER = "filler/0";

  private final String prefix;
  private final List<TopicDescription> topics;

  private Compaction(String prefix, List<TopicDescription> topics) {
    this.prefix = prefix;
    this.topics = topics;
  }

  /** Shortens what the compacted topics of an installation wait for. */
  static Compaction hurried(String topicPrefix) {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", TestServers.get().bootstrapServers()))) {
      List<String> ours =
          admin.listTopics().names().get().stream()
              .filter(name -> name.startsWith(topicPrefix))
              .toList();
      Map<ConfigResource, Collection<AlterConfigOp>> settings =
          ours.stream()
              .collect(
                  Collectors.toMap(
                      name -> new ConfigResource(ConfigResource.Type.TOPIC, name),
                      name ->
                          SOON.entrySet().stream()
                              .map(one ->
                                  new AlterConfigOp(
                                      new ConfigEntry(one.getKey(), one.getValue()), OpType.SET))
                              .toList()));
      admin.incrementalAlterConfigs(settings).all().get();
      return new Compaction(
          topicPrefix, new ArrayList<>(admin.describeTopics(ours).allTopicNames().get().values()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Only what is not written to any more is compacted, and a segment ends with the next record. */
  void push() {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", TestServers.get().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (TopicDescription topic : topics) {
        topic
            .partitions()
            .forEach(partition -> {
              var _ =
                  producer.send(
                      new ProducerRecord<>(topic.name(), partition.partition(), FILLER, null));
            });
      }
      producer.flush();
    }
  }

  /**
   * What a topic holds beside fillers.
   *
   * @param records there still are, tombstones included
   * @param keys they are of
   */
  record Held(long records, long keys) {
    @Override
    public String toString() {
      return records + " records of " + keys + " keys";
    }
  }

  /** By topics, without the prefix. */
  Map<String, Held> held() {
    Map<String, Long> records = new HashMap<>();
    Map<String, Set<String>> keys = new HashMap<>();
    List<TopicPartition> partitions =
        topics.stream()
            .flatMap(topic ->
                topic.partitions().stream()
                    .map(one -> new TopicPartition(topic.name(), one.partition())))
            .toList();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                TestServers.get().bootstrapServers(),
                "isolation.level",
                "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          if (record.key() != null && !record.key().equals(FILLER)) {
            String topic = record.topic().substring(prefix.length());
            records.merge(topic, 1L, Long::sum);
            keys.computeIfAbsent(topic, name -> new HashSet<>()).add(record.key());
          }
        }
      }
    }
    Map<String, Held> held = new HashMap<>();
    topics.forEach(topic -> {
      String name = topic.name().substring(prefix.length());
      held.put(
          name, new Held(records.getOrDefault(name, 0L), keys.getOrDefault(name, Set.of()).size()));
    });
    return held;
  }

  /** The broker's note how far it has compacted, by topics: the sum of their partitions. */
  Map<String, Long> cleanedUpTo() {
    try {
      Map<String, Long> cleaned = new HashMap<>();
      Path note = TestServers.get().partitions().resolve("cleaner-offset-checkpoint");
      for (String line : Files.readAllLines(note)) {
        String[] parts = line.split(" ", 3);
        if (parts.length == 3 && parts[0].startsWith(prefix)) {
          cleaned.merge(parts[0].substring(prefix.length()), Long.parseLong(parts[2]), Long::sum);
        }
      }
      return cleaned;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
