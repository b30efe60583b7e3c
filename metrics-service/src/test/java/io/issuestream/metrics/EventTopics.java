package io.issuestream.metrics;

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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes events to a test's topics as other services do, and reads what came out. */
public final class EventTopics implements AutoCloseable {

  private final TestStack stack;
  private final KafkaProducer<String, byte[]> producer;
  private final Set<String> keys = ConcurrentHashMap.newKeySet();

  public EventTopics(TestStack stack) {
    this.stack = stack;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                stack.bootstrapServers(),
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Publishes in this order and waits until the broker has them. */
  public void publish(Collection<? extends Event> events) {
    List<Future<RecordMetadata>> sent =
        events.stream().map(event -> producer.send(record(event))).toList();
    producer.flush();
    sent.forEach(Future::resultNow);
    events.forEach(
        event -> keys.add(Topic.of(event.getClass()).topicName() + "|" + Keys.of(event)));
  }

  /** How many different aggregates of a team were published on a topic. */
  public int sent(Topic topic, String team) {
    String prefix = topic.topicName() + "|" + team + "/";
    return (int) keys.stream().filter(key -> key.startsWith(prefix)).count();
  }

  public void publish(Event... events) {
    publish(List.of(events));
  }

  /** Publishes a record as it may not be; without a text, a tombstone. */
  public void publishRaw(Topic topic, String key, @Nullable String text) {
    byte[] data = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    Future<RecordMetadata> sent =
        producer.send(new ProducerRecord<>(stack.topicPrefix() + topic.topicName(), key, data));
    producer.flush();
    sent.resultNow();
  }

  /** Everything on a topic now, of one type. */
  public <E extends Event> List<E> read(Topic topic, Class<E> type) {
    return records(topic).stream().map(record -> EventJson.read(record.value(), type)).toList();
  }

  /** Everything committed on a topic now. */
  public List<ConsumerRecord<String, byte[]>> records(Topic topic) {
    String name = stack.topicPrefix() + topic.topicName();
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            stack.bootstrapServers(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(name).stream()
              .map(partition -> new TopicPartition(name, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      var records = new ArrayList<ConsumerRecord<String, byte[]>>();
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }

  /** A header's text. */
  public static String header(ConsumerRecord<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  private ProducerRecord<String, byte[]> record(Event event) {
    String topic = stack.topicPrefix() + Topic.of(event.getClass()).topicName();
    var record = new ProducerRecord<>(topic, Keys.of(event), EventJson.write(event));
    header(record, EventHeaders.SPEC_VERSION, "1.0");
    header(record, EventHeaders.ID, Keys.of(event) + "@" + event.revision());
    header(record, EventHeaders.SOURCE, "/issuestream/test");
    header(record, EventHeaders.TYPE, EventTypes.nameOf(event.getClass()));
    header(record, EventHeaders.TIME, Instant.now().toString());
    header(record, EventHeaders.SUBJECT, event.aggregateId());
    header(record, EventHeaders.TEAM, event.teamId());
    header(record, EventHeaders.REVISION, Long.toString(event.revision()));
    header(record, EventHeaders.CONTENT_TYPE, "application/json");
    return record;
  }

  private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
