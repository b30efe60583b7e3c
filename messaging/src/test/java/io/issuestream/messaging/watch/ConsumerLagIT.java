package io.issuestream.messaging.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.embedded.testing.TestStack;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Groups that are behind, of whose consumers none has ever fetched anything. */
class ConsumerLagIT {

  private static final TestStack STACK = TestStack.create("lag");
  private static final Map<String, Object> CLIENT =
      Map.of("bootstrap.servers", STACK.bootstrapServers());

  private final String issues = STACK.topicPrefix() + "jira.issues";
  private final String users = STACK.topicPrefix() + "jira.users";
  private final String group = STACK.topicPrefix() + "group";
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Admin admin = Admin.create(CLIENT);
  private final ConsumerLag lag =
      new ConsumerLag(
          CLIENT, () -> Map.of(issues, group, users, group), Duration.ofMillis(50), meters);

  @AfterEach
  void stop() {
    lag.stop();
    admin.close(Duration.ofSeconds(1));
  }

  @Test
  void isToldByTheBrokerWhateverTheConsumersDo() throws Exception {
    write(0, 30);
    write(1, 12);
    lag.start();
    awaitLag(42, 0);

    commit(0, 25);
    awaitLag(17, 0);

    commit(0, 30);
    commit(1, 12);
    awaitLag(0, 0);

    write(1, 3);
    awaitLag(3, 0);
  }

  private void write(int partition, int records) throws Exception {
    try (var producer =
        new KafkaProducer<>(CLIENT, new StringSerializer(), new StringSerializer())) {
      for (int i = 0; i < records; i++) {
        var _ = producer.send(new ProducerRecord<>(issues, partition, "key", "value " + i));
      }
    }
  }

  private void commit(int partition, long offset) throws Exception {
    admin
        .alterConsumerGroupOffsets(
            group, Map.of(new TopicPartition(issues, partition), new OffsetAndMetadata(offset)))
        .all()
        .get();
  }

  private void awaitLag(double ofIssues, double ofUsers) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          assertThat(told(issues)).isEqualTo(ofIssues);
          assertThat(told(users)).isEqualTo(ofUsers);
        });
  }

  private double told(String topic) {
    Gauge gauge = meters.find("issuestream.consumer.lag").tag("topic", topic).gauge();
    return gauge == null ? Double.NaN : gauge.value();
  }
}
