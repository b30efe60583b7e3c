package io.issuestream.local.runbooks;

import io.issuestream.contracts.access.Principal;
import io.issuestream.local.parts.KafkaAccounts;
import io.issuestream.local.stack.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
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

/** What befalls the topics of a stack that runbooks are tried on. */
record RunbookKafka(Map<String, Object> superuser, KafkaAccounts accounts) {
  private static final String ISSUES = "jira.issues";

  static RunbookKafka on(Stack stack) {
    KafkaAccounts accounts = KafkaAccounts.in(stack.home());
    Map<String, Object> superuser = new HashMap<>(accounts.superuser().clientSettings());
    superuser.put("bootstrap.servers", "127.0.0.1:" + stack.home().ports().kafka());
    return new RunbookKafka(superuser, accounts);
  }

  /** What tells integration-service's program where Kafka is, and to come in as cron. */
  Map<String, String> cronEnvironment() {
    Map<String, String> all = new HashMap<>();
    all.put(
        "ISSUESTREAM_KAFKA_BOOTSTRAP_SERVERS", String.valueOf(superuser.get("bootstrap.servers")));
    accounts
        .of(Principal.CRON)
        .clientSettings()
        .forEach((name, value) ->
            all.put(
                "ISSUESTREAM_KAFKA_PROPERTIES_" + name.toUpperCase(Locale.ROOT).replace('.', '_'),
                value));
    return all;
  }

  /** Writes a tombstone over the last state of one aggregate. */
  void loseARecord(String topic, String team) {
    String key = last(topic, team).key();
    var _ = write(new ProducerRecord<>(topic, key, null));
  }

  /**
   * Writes three records that metrics-service cannot process: two that lack what an issue has, and
   * one under another team's key.
   *
   * @param good where the data goes that the first should have had
   * @return how each is called as a letter
   */
  List<String> plant(String team, Path good) throws IOException {
    ConsumerRecord<String, byte[]> record = last(ISSUES, team);
    Files.write(good, record.value());
    byte[] bad = "{\"teamId\":\"demo\",\"revision\":1}".getBytes(StandardCharsets.UTF_8);
    List<String> letters = new ArrayList<>();
    for (String key : List.of(record.key(), record.key(), "strangers/1")) {
      byte[] data = key.equals(record.key()) ? bad : record.value();
      RecordMetadata written =
          write(new ProducerRecord<>(ISSUES, null, null, key, data, record.headers()));
      letters.add(ISSUES + ":" + written.partition() + ":" + written.offset());
    }
    return letters;
  }

  private RecordMetadata write(ProducerRecord<String, byte[]> record) {
    try (var producer =
        new KafkaProducer<>(superuser, new StringSerializer(), new ByteArraySerializer())) {
      return producer.send(record).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private ConsumerRecord<String, byte[]> last(String topic, String team) {
    try (var consumer =
        new KafkaConsumer<>(superuser, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      ConsumerRecord<String, byte[]> last = null;
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          if (record.key().startsWith(team) && record.value() != null) {
            last = record;
          }
        }
      }
      if (last == null) {
        throw new IllegalStateException(topic + " has nothing of " + team);
      }
      return last;
    }
  }
}
