package io.issuestream.local.endtoend;

import io.issuestream.embedded.testing.TestServers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Records that no service can read, as a faulty release would have written them. */
record Poison(String topicPrefix) {

  /** Puts one behind the records of the same key. */
  void put(String topic, String key, String text) {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", TestServers.get().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(topicPrefix + topic, key, text.getBytes(StandardCharsets.UTF_8)))
          .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
