package io.issuestream.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.issuestream.embedded.testing.TestStack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class FencingIT {

  @Test
  void aPublisherThatWasReplacedCommitsNothingMore() throws Exception {
    TestStack stack = TestStack.create("fencing");
    Map<String, Object> client = Map.of("bootstrap.servers", stack.bootstrapServers());
    String topic = stack.topicPrefix() + "fencing";
    try (var admin = Admin.create(client)) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
    try (var paused = ShardPublisher.open(client, stack.topicPrefix(), "metrics-service", 0)) {
      assertThat(paused.publish(List.of(state("first")))).hasSize(1);
      try (var successor = ShardPublisher.open(client, stack.topicPrefix(), "metrics-service", 0)) {
        assertThat(successor.publish(List.of(state("second")))).hasSize(1);
        assertThatThrownBy(() -> paused.publish(List.of(state("stale"))))
            .isInstanceOf(KafkaException.class);
      }
    }
    assertThat(committed(stack, topic)).containsExactly("first", "second");
  }

  private static List<String> committed(TestStack stack, String topic) {
    var config =
        Map.<String, Object>of(
            "bootstrap.servers",
            stack.bootstrapServers(),
            "isolation.level",
            "read_committed",
            "request.timeout.ms",
            "5000");
    var values = new java.util.ArrayList<String>();
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      var partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }

  private static Marked state(String text) {
    return new Marked(
        0,
        "fencing",
        "alpha/DEMO",
        "alpha",
        "io.issuestream.metrics.flow.updated.v1",
        1,
        Instant.EPOCH,
        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        null,
        null);
  }
}
