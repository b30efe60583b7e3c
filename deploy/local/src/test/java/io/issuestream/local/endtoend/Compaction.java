package io.issuestream.local.endtoend;

import io.issuestream.embedded.testing.TestServers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Has compaction, which takes an hour or more, done within seconds. */
final class Compaction {
  private static final Map<String, String> SOON =
      Map.of(
          "segment.ms", "200",
          "max.compaction.lag.ms", "200",
          "min.cleanable.dirty.ratio", "0.001",
          "delete.retention.ms", "200");

  private final List<TopicDescription> topics;

  private Compaction(List<TopicDescription> topics) {
    this.topics = topics;
  }

  /** Shortens what the compacted topics of an installation wait for. */
  static Compaction hurried(String topicPrefix) {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", TestServers.get().bootstrapServers()))) {
      List<String> ours =
          admin.listTopics().names().get().stream()
              .filter(name -> name.startsWith(topicPrefix) && !name.endsWith(".dlt"))
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
          new ArrayList<>(admin.describeTopics(ours).allTopicNames().get().values()));
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
                      new ProducerRecord<>(
                          topic.name(), partition.partition(), "filler/nothing", null));
            });
      }
      producer.flush();
    }
  }
}
