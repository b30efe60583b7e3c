package io.issuestream.integration.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.integration.ServiceIT;
import io.issuestream.tenancy.TeamScope;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

class WebhookProcessingIT extends ServiceIT {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Autowired private WebhookInbox inbox;
  @Autowired private WebhookLog log;

  @Test
  void aBadDeliveryHoldsNoOtherUp() {
    List<String> payloads =
        IntStream.range(0, 60)
            .mapToObj(i -> i == 20 ? "\"bad\"" : i == 40 ? "\"flaky\"" : "\"good\"")
            .toList();
    Flux.fromIterable(payloads)
        .flatMap(payload -> inbox.put(incoming(payload)), 8)
        .then()
        .contextWrite(TeamScope.of(team))
        .block(LIMIT);
    await().until(() -> count("failed") == 1 && count("completed") == 59);
    WebhookView failed = list("failed").getFirst();
    assertThat(failed.retryCount()).isEqualTo(3);
    assertThat(failed.errorMessage()).isNotBlank().doesNotContain("secret content");
    assertThat(failed.processedAt()).isNotNull();
  }

  @Test
  void noDeliveryIsGivenUpBecauseTheDatabaseIsAway() {
    assertThat(inbox.put(incoming("\"away\"")).contextWrite(TeamScope.of(team)).block(LIMIT))
        .isTrue();
    await().until(() -> count("completed") == 1);
    assertThat(list("completed").getFirst().retryCount()).isGreaterThan(3);
  }

  @Test
  void whatAReplicaLeftHalfWayComesDueAgain() {
    insertProcessing("\"good\"", 1, "-1 second");
    await().until(() -> count("completed") == 1);
  }

  @Test
  void whatEndsTheProcessEachTimeIsGivenUp() {
    insertProcessing("\"good\"", 4, "-1 second");
    await().until(() -> count("failed") == 1);
    assertThat(list("failed").getFirst().errorMessage()).contains("did not end in time");
  }

  @Test
  void leavesAloneWhatAnotherReplicaHasLeased() {
    insertProcessing("\"good\"", 1, "1 hour");
    assertThat(inbox.put(incoming("\"good\"")).contextWrite(TeamScope.of(team)).block(LIMIT))
        .isTrue();
    await().until(() -> count("completed") == 1);
    assertThat(count("processing")).isEqualTo(1);
  }

  private void insertProcessing(String payload, int attempts, String due) {
    database
        .sql(
            """
            insert into webhook_event (team_id, event_id, source, hook_id, delivery_id, event_type,
              payload, payload_bytes, status, attempts, due_at)
            values ($1, $2, 'scripted', 'h', 'd', 'e', $3, 1, 'processing', $4,
              now() + cast($5 as interval))
            """)
        .bind(0, team)
        .bind(1, UUID.randomUUID())
        .bind(2, payload.getBytes(UTF_8))
        .bind(3, attempts)
        .bind(4, due)
        .then()
        .contextWrite(TeamScope.of(team))
        .block(LIMIT);
  }

  private Incoming incoming(String payload) {
    return new Incoming(
        team,
        ScriptedHandler.SOURCE,
        "hook",
        UUID.randomUUID().toString(),
        "event",
        payload.getBytes(UTF_8));
  }

  private int count(String status) {
    return list(status).size();
  }

  private List<WebhookView> list(@Nullable String status) {
    List<WebhookView> rows =
        log.list(team, status, null, 200)
            .collectList()
            .contextWrite(TeamScope.of(team))
            .block(LIMIT);
    return rows == null ? List.of() : rows;
  }
}
