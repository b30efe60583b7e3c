package io.issuestream.messaging.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.issuestream.contracts.Topic;
import io.issuestream.embedded.testing.TestStack;
import io.issuestream.messaging.inbound.Cause;
import io.issuestream.messaging.inbound.Diagnosis;
import io.issuestream.messaging.inbound.RawRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A dead letter that a test puts where a service would have. */
public final class PlantedLetter {

  private PlantedLetter() {}

  /** A letter of a team, of a record that never was; its id. */
  public static String in(TestStack stack, Topic topic, String service, String team) {
    var topics = new LetterTopics(stack.topicPrefix(), service);
    var record =
        new RawRecord(
            stack.topicPrefix() + topic.topicName(),
            0,
            123_456_789,
            0,
            team + "/planted",
            "{}".getBytes(UTF_8),
            new RecordHeaders());
    Map<String, Object> client = Map.of("bootstrap.servers", stack.bootstrapServers());
    try (Admin admin = Admin.create(client);
        var producer =
            new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
      String letters = topics.of(topic);
      // Another test's poison may have brought it.
      if (!admin.listTopics().names().get().contains(letters)) {
        admin
            .createTopics(List.of(new NewTopic(letters, Optional.of(1), Optional.empty())))
            .all()
            .get();
      }
      var format = new LetterFormat(stack.topicPrefix());
      var cause = new Diagnosis(Cause.WRONG_SCHEMA, "Planted", "Planted by a test", 1);
      producer
          .send(
              format.write(
                  letters,
                  record,
                  cause,
                  Instant.now(),
                  Instant.now(),
                  LetterFormat.Fullness.WHOLE))
          .get();
      return format.id(record).toString();
    } catch (ExecutionException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
