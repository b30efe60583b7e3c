package io.issuestream.integration.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.Event;
import io.issuestream.contracts.EventTypes;
import io.issuestream.contracts.Keys;
import io.issuestream.contracts.Topic;
import io.issuestream.contracts.code.PullRequestState;
import io.issuestream.contracts.code.PullRequestUpserted;
import io.issuestream.contracts.erasure.PersonErasure;
import io.issuestream.contracts.erasure.PersonErasureRequested;
import io.issuestream.erasure.ErasedPeople;
import io.issuestream.erasure.ErasureKey;
import io.issuestream.erasure.Identifiers;
import io.issuestream.integration.ServiceIT;
import io.issuestream.integration.pullrequest.Payloads;
import io.issuestream.integration.webhook.Incoming;
import io.issuestream.integration.webhook.WebhookInbox;
import io.issuestream.messaging.EventHeaders;
import io.issuestream.messaging.EventJson;
import io.issuestream.tenancy.TeamScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A GitHub login is erased, and GitHub goes on delivering it. */
class ErasureIT extends ServiceIT {

  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final Identifiers WREN =
      Identifiers.of(null, "wren@example.com", "Wren Test", "Wren");

  @Autowired private WebhookInbox inbox;
  @Autowired private ErasedPeople people;

  @Test
  void nothingOfALoginIsLeftNorComesBack() {
    String other = newTeam();
    deliver(team, Payloads.open(57, "By Wren Test", "2026-02-27T09:00:00Z"));
    deliver(other, Payloads.open(57, "By Wren Test", "2026-02-27T09:00:00Z"));
    await().until(() -> held(team, 57) && held(other, 57));
    PullRequestState before = pullRequest(team, 57);
    ErasureKey key = people.key();
    String id = UUID.randomUUID().toString();

    publish(
        new PersonErasureRequested(
            team,
            1,
            new PersonErasure(
                id,
                Instant.now(),
                List.of(),
                List.of(),
                key.marks(team, WREN),
                key.seal(team, id, WREN))));

    await()
        .until(() -> count(team, "erasure_task where done_at is not null and team_id = $1") == 1);
    assertThat(naming(team)).isZero();
    assertThat(naming(other)).isPositive();
    String report =
        text(
            team,
            "select convert_from(data, 'UTF8') from outbox_state where topic = 'team.erasure-reports' and team_id = $1");
    assertThat(report)
        .contains("kestrel/rover#57", "title", "github_author")
        .doesNotContain("Wren");

    deliver(team, Payloads.open(58, "Another", "2026-02-27T10:00:00Z"));
    await().until(() -> held(team, 58));

    assertThat(naming(team)).isZero();
    assertThat(pullRequest(team, 57)).isEqualTo(before);
    assertThat(pullRequest(team, 58).authorId()).isEqualTo(before.authorId());
  }

  /** As user-matcher does. */
  private static void publish(Event event) {
    var record =
        new ProducerRecord<>(
            stack().topicPrefix() + Topic.of(event.getClass()).topicName(),
            Keys.of(event),
            EventJson.write(event));
    Map.of(
            EventHeaders.ID, Keys.of(event) + "@" + event.revision(),
            EventHeaders.TYPE, EventTypes.nameOf(event.getClass()),
            EventHeaders.TIME, Instant.now().toString())
        .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", stack().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      var _ = producer.send(record);
      producer.flush();
    }
  }

  private void deliver(String to, byte[] payload) {
    assertThat(
            inbox
                .put(
                    new Incoming(
                        to,
                        "github",
                        "hook",
                        UUID.randomUUID().toString(),
                        "pull_request",
                        payload))
                .contextWrite(TeamScope.of(to))
                .block(BOUND))
        .isTrue();
  }

  private boolean held(String of, int number) {
    return count(of, "pull_request where team_id = $1 and number = " + number) == 1;
  }

  private PullRequestState pullRequest(String of, int number) {
    return EventJson.read(
            text(
                    of,
                    "select convert_from(data, 'UTF8') from pull_request where team_id = $1 and number = "
                        + number)
                .getBytes(UTF_8),
            PullRequestUpserted.class)
        .pullRequest();
  }

  /** Rows that hold the login, whatever its case, as such. */
  private long naming(String of) {
    return count(of, "github_author where team_id = $1 and login = 'wren'")
        + count(
            of,
            "webhook_event where team_id = $1 and convert_from(payload, 'UTF8') ilike '%\"wren\"%'")
        + count(
            of,
            "webhook_event where team_id = $1 and convert_from(payload, 'UTF8') ilike '%wren test%'");
  }

  private long count(String of, String from) {
    return database
        .sql("select count(*) from " + from)
        .bind(0, of)
        .mapValue(Long.class)
        .one()
        .contextWrite(TeamScope.of(of))
        .blockOptional(BOUND)
        .orElseThrow();
  }

  private String text(String of, String query) {
    return database
        .sql(query)
        .bind(0, of)
        .mapValue(String.class)
        .one()
        .contextWrite(TeamScope.of(of))
        .blockOptional(BOUND)
        .orElseThrow();
  }
}
