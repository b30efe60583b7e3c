package io.issuestream.embedded.testing;

import io.issuestream.contracts.access.Principal;
import io.issuestream.embedded.KafkaAccount;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Somebody at the broker, who tries things; topics, groups and ids are named without prefix. */
final class Guest implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Map<String, Object> client;
  private final String prefix;
  private final KafkaProducer<String, String> producer;

  private Guest(Map<String, Object> client, String prefix) {
    this.client = client;
    this.prefix = prefix;
    // Otherwise it would first ask for an id, which is refused to whoever writes nothing at all.
    this.producer = producer(Map.of("enable.idempotence", false));
  }

  static Guest of(Principal principal, String prefix) {
    return walled(TestServers.kafkaAccount(principal).clientSettings(), prefix);
  }

  static Guest withPassword(String name, String password, String prefix) {
    return walled(KafkaAccount.clientSettings(name, password), prefix);
  }

  /** Where everyone has a password. */
  static Guest withoutPassword(String prefix) {
    return walled(Map.of("max.block.ms", "2000"), prefix);
  }

  static Guest ofOpenPort(String prefix) {
    return new Guest(Map.of("bootstrap.servers", TestServers.get().bootstrapServers()), prefix);
  }

  private static Guest walled(Map<String, String> settings, String prefix) {
    Map<String, Object> client = new HashMap<>(settings);
    client.put("bootstrap.servers", TestServers.get().walledBootstrapServers());
    return new Guest(client, prefix);
  }

  /** Whether it may write a topic; any other failure is thrown. */
  boolean writes(String topic) {
    try {
      write(topic);
      return true;
    } catch (AuthorizationException refused) {
      return false;
    }
  }

  void write(String topic) {
    send(producer, topic);
  }

  private void send(KafkaProducer<String, String> by, String topic) {
    try {
      by.send(new ProducerRecord<>(prefix + topic, "alpha/1", "x")).get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  void publish(String transactionalId, String topic) {
    try (var publisher = producer(Map.of("transactional.id", prefix + transactionalId))) {
      publisher.initTransactions();
      publisher.beginTransaction();
      send(publisher, topic);
      publisher.commitTransaction();
    }
  }

  private KafkaProducer<String, String> producer(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.putAll(more);
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  /** Whether it gets to see the record that is on a topic; any other failure is thrown. */
  boolean reads(String topic) {
    try (var consumer = consumer(Map.of())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(prefix + topic).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return polls(consumer);
    } catch (AuthorizationException refused) {
      return false;
    }
  }

  /** Whether it may read a topic as a member of a group; any other failure is thrown. */
  boolean joins(String group, String topic) {
    Map<String, Object> settings =
        Map.of("group.id", prefix + group, "auto.offset.reset", "earliest");
    try (var consumer = consumer(settings)) {
      consumer.subscribe(List.of(prefix + topic));
      return polls(consumer);
    } catch (AuthorizationException refused) {
      return false;
    }
  }

  private static boolean polls(KafkaConsumer<String, String> consumer) {
    if (consumer.poll(PATIENCE).isEmpty()) {
      throw new IllegalStateException("Neither refused nor answered.");
    }
    return true;
  }

  private KafkaConsumer<String, String> consumer(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.putAll(more);
    settings.put("allow.auto.create.topics", false);
    settings.put("fetch.max.wait.ms", 20);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
  }

  void makeTopic(String topic) throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      admin.createTopics(List.of(new NewTopic(prefix + topic, 1, (short) 1))).all().get();
    }
  }

  Admin admin() {
    return Admin.create(client);
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
