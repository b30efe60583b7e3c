package io.issuestream.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.Event;
import io.issuestream.contracts.EventTypes;
import io.issuestream.contracts.Keys;
import io.issuestream.contracts.Topic;
import io.issuestream.embedded.testing.TestStack;
import io.issuestream.messaging.EventHeaders;
import io.issuestream.messaging.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Another service on the same broker: writes events and reads what is published. */
final class TopicClient implements AutoCloseable {

  private final TestStack stack;
  private final KafkaProducer<String, byte[]> producer;

  TopicClient(TestStack stack) {
    this.stack = stack;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stack.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  void send(Event... events) {
    var sent = new ArrayList<Future<RecordMetadata>>();
    for (Event event : events) {
      var record =
          new ProducerRecord<>(
              stack.topicPrefix() + Topic.of(event.getClass()).topicName(),
              Keys.of(event),
              EventJson.write(event));
      Map.of(
              EventHeaders.ID, Keys.of(event) + "@" + event.revision(),
              EventHeaders.TYPE, EventTypes.nameOf(event.getClass()),
              EventHeaders.TIME, Instant.now().toString())
          .forEach(
              (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
      sent.add(producer.send(record));
    }
    producer.flush();
    assertThat(sent).allMatch(one -> one.state() == Future.State.SUCCESS);
  }

  /** Sends a record as it may not be; without a text, a tombstone. */
  void sendRaw(Topic topic, String key, @Nullable String text) {
    byte[] data = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    Future<RecordMetadata> sent =
        producer.send(new ProducerRecord<>(stack.topicPrefix() + topic.topicName(), key, data));
    producer.flush();
    assertThat(sent.state()).isEqualTo(Future.State.SUCCESS);
  }

  /** Every event of a type on its topic so far, in the order of each partition. */
  <E extends Event> List<E> all(Class<E> type) {
    var found = new ArrayList<E>();
    for (ConsumerRecord<String, byte[]> record : read(Topic.of(type))) {
      String name =
          new String(
              record.headers().lastHeader(EventHeaders.TYPE).value(), StandardCharsets.UTF_8);
      EventTypes.byName(name)
          .filter(type::isAssignableFrom)
          .ifPresent(known -> found.add(type.cast(EventJson.read(record.value(), known))));
    }
    return found;
  }

  /** The last event of each key of a team. */
  <E extends Event> Map<String, E> latest(Class<E> type, String team) {
    var latest = new LinkedHashMap<String, E>();
    all(type).stream()
        .filter(event -> event.teamId().equals(team))
        .forEach(one -> latest.put(one.aggregateId(), one));
    return latest;
  }

  private List<ConsumerRecord<String, byte[]>> read(Topic topic) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            stack.bootstrapServers(),
            "isolation.level",
            "read_committed",
            "request.timeout.ms",
            "5000");
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(stack.topicPrefix() + topic.topicName()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      var records = new ArrayList<ConsumerRecord<String, byte[]>>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
