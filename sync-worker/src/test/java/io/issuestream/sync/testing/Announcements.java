package io.issuestream.sync.testing;

import io.issuestream.contracts.Event;
import io.issuestream.contracts.EventTypes;
import io.issuestream.contracts.Keys;
import io.issuestream.contracts.Topic;
import io.issuestream.embedded.testing.TestStack;
import io.issuestream.messaging.EventHeaders;
import io.issuestream.messaging.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes topics as other services would, and reads what the worker published. */
public final class Announcements implements AutoCloseable {

  private final TestStack stack;
  private final KafkaProducer<String, byte[]> producer;
  private final Map<Topic, TopicReader> readers = new ConcurrentHashMap<>();
  private final Map<Topic, List<Optional<Event>>> events = new EnumMap<>(Topic.class);

  public Announcements(TestStack stack) {
    this.stack = stack;
    this.producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Publishes an event and waits until the broker has it. */
  public void publish(Event event) {
    var record =
        new ProducerRecord<>(
            stack.topicPrefix() + Topic.of(event.getClass()).topicName(),
            Keys.of(event),
            EventJson.write(event));
    header(record, EventHeaders.SPEC_VERSION, "1.0");
    header(record, EventHeaders.ID, Keys.of(event) + "@" + event.revision());
    header(record, EventHeaders.SOURCE, "/issuestream/test");
    header(record, EventHeaders.TYPE, EventTypes.nameOf(event.getClass()));
    header(record, EventHeaders.TIME, Instant.now().toString());
    header(record, EventHeaders.SUBJECT, event.aggregateId());
    header(record, EventHeaders.TEAM, event.teamId());
    header(record, EventHeaders.REVISION, Long.toString(event.revision()));
    header(record, EventHeaders.CONTENT_TYPE, "application/json");
    send(record);
  }

  private void send(ProducerRecord<String, byte[]> record) {
    try {
      producer.send(record).get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Every committed event of a topic and team, in the order of each partition. */
  public synchronized <E extends Event> List<E> events(Topic topic, String team, Class<E> family) {
    List<Optional<Event>> read = events.computeIfAbsent(topic, _ -> new ArrayList<>());
    List<ConsumerRecord<String, byte[]>> records = records(topic);
    records.subList(read.size(), records.size()).forEach(record -> read.add(event(record)));
    return read.stream()
        .flatMap(Optional::stream)
        .filter(event -> event.teamId().equals(team))
        .map(family::cast)
        .toList();
  }

  private static Optional<Event> event(ConsumerRecord<String, byte[]> record) {
    return Optional.ofNullable(record.value())
        .map(value -> {
          byte[] type = record.headers().lastHeader(EventHeaders.TYPE).value();
          return EventJson.read(
              value, EventTypes.byName(new String(type, StandardCharsets.UTF_8)).orElseThrow());
        });
  }

  /** Writes a tombstone in an aggregate's place, as integration-service does for what ended. */
  public void erase(Topic topic, String team, String aggregateId) {
    send(
        new ProducerRecord<>(
            stack.topicPrefix() + topic.topicName(), Keys.of(team, aggregateId), null));
  }

  /** Whether the last record of an aggregate is a tombstone. */
  public boolean isErased(Topic topic, String team, String aggregateId) {
    return records(topic).stream()
        .filter(record -> record.key().equals(Keys.of(team, aggregateId)))
        .reduce((first, second) -> second)
        .filter(last -> last.value() == null)
        .isPresent();
  }

  private List<ConsumerRecord<String, byte[]>> records(Topic topic) {
    return readers.computeIfAbsent(topic, t -> new TopicReader(stack, t)).all();
  }

  @Override
  public void close() {
    producer.close();
    readers.values().forEach(TopicReader::close);
  }
}
