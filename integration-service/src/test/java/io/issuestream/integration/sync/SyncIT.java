package io.issuestream.integration.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.issuestream.contracts.EventTypes;
import io.issuestream.contracts.Keys;
import io.issuestream.contracts.Topic;
import io.issuestream.contracts.sync.SyncCompleted;
import io.issuestream.contracts.sync.SyncCoverage;
import io.issuestream.contracts.sync.SyncFailed;
import io.issuestream.contracts.sync.SyncProgress;
import io.issuestream.contracts.sync.SyncProgressEvent;
import io.issuestream.contracts.sync.SyncProgressed;
import io.issuestream.contracts.sync.SyncRequested;
import io.issuestream.contracts.sync.SyncStage;
import io.issuestream.contracts.sync.SyncTrigger;
import io.issuestream.integration.ServiceIT;
import io.issuestream.integration.TopicReader;
import io.issuestream.messaging.EventHeaders;
import io.issuestream.messaging.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import reactor.test.StepVerifier;

class SyncIT extends ServiceIT {

  private static final String SYNC = "/api/v1/integration/jira/sync";
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  private String projectId = "";

  @BeforeEach
  void trackOneProject() {
    connect(admin(), cloud()).expectStatus().isCreated();
    projectId = Long.toString(JIRA.data().projects().get("P001").project().id());
    admin()
        .put()
        .uri("/api/v1/integration/jira/projects")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(Map.of("projects", List.of(Map.of("projectId", projectId))))
        .exchange()
        .expectStatus()
        .isOk();
  }

  @Test
  void asksForASyncOfEachProject() {
    SyncRequests.Answer answer = ask("");
    assertThat(answer.dispatched()).containsExactly("P001");
    try (TopicReader topic = topic(Topic.JIRA_SYNC_REQUESTS)) {
      await().until(() -> topic.of(team, SyncRequested.class).size() == 1);
      SyncRequested request = topic.of(team, SyncRequested.class).getFirst();
      assertThat(request.requestId()).startsWith(answer.syncRequestId());
      assertThat(request.trigger()).isEqualTo(SyncTrigger.MANUAL);
      assertThat(request.jiraProjectId()).isEqualTo(projectId);
      assertThat(request.full()).isFalse();
    }
  }

  @Test
  void anSreHasATeamReadAnewAndThatIsOnRecord() {
    String since = now.minus(Duration.ofDays(3)).toString();
    for (String body :
        List.of(
            "{\"full\":true}",
            "{\"resourceType\":\"project\",\"resourceId\":\"P001\",\"since\":\"" + since + "\"}")) {
      as("operations", "sre")
          .post()
          .uri(SYNC)
          .header("X-Issuestream-Team", team)
          .contentType(MediaType.APPLICATION_JSON)
          .bodyValue(body)
          .exchange()
          .expectStatus()
          .isAccepted();
    }
    try (TopicReader topic = topic(Topic.JIRA_SYNC_REQUESTS)) {
      await().until(() -> topic.of(team, SyncRequested.class).size() == 2);
      assertThat(topic.of(team, SyncRequested.class))
          .allMatch(asked -> asked.trigger() == SyncTrigger.SRE && asked.users())
          .extracting(SyncRequested::full, SyncRequested::since)
          .containsExactlyInAnyOrder(
              tuple(true, null), tuple(false, now.minus(Duration.ofDays(3))));
    }
    admin()
        .get()
        .uri("/api/v1/integration/audit")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.items[?(@.action=='POST /api/v1/integration/jira/sync')].subject")
        .isEqualTo(List.of("sre@operations", "sre@operations"))
        .jsonPath("$.items[?(@.action=='POST /api/v1/integration/jira/sync')].actingFor")
        .isEqualTo(List.of(true, true));
    as("operations", "sre").post().uri(SYNC).exchange().expectStatus().isBadRequest();
  }

  @Test
  void anErrorIsGoneWhileTheNextRunGoesOn() {
    send(new SyncFailed(team, 1, progress(SyncStage.FAILED, 0, null, "Jira is away.")));
    await().until(() -> status().status().equals("error"));
    SyncView.Project failed = status().projects().getFirst();
    assertThat(failed.lastError()).isEqualTo("Jira is away.");
    assertThat(failed.lastSyncAt()).isNull();
    assertThat(failed.nextRunAt()).isEqualTo(now.plus(Duration.ofMinutes(15)));

    send(new SyncProgressed(team, 2, progress(SyncStage.ISSUES, 10, null, null)));
    await().until(() -> status().status().equals("syncing"));
    assertThat(status().projects().getFirst().lastError()).isNull();
  }

  @Test
  void saysWhatItDoesNotAskForAndWhy() {
    assertThat(ask("{\"resourceType\":\"project\",\"resourceId\":\"P009\"}").skipped())
        .singleElement()
        .satisfies(skipped -> assertThat(skipped.project()).isEqualTo("P009"));
    send(new SyncProgressed(team, 1, progress(SyncStage.ISSUES, 40, null, null)));
    await().until(() -> status().projects().getFirst().status().equals("syncing"));
    assertThat(ask("{\"full\":true}").alreadyRunning()).containsExactly("P001");
    refused("{\"resourceType\":\"sprint\",\"resourceId\":\"1\"}", 422);
    refused("{\"full\":true,\"since\":\"2026-01-01T00:00:00Z\"}", 400);
    refused("{\"since\":\"soon\"}", 400);
    refused("{\"since\":\"2126-01-01T00:00:00Z\"}", 400);
    refused("{", 400);
  }

  @Test
  void showsHowFarTheSyncIsByRevision() {
    assertThat(status().status()).isEqualTo("pending");
    send(new SyncProgressed(team, 2, progress(SyncStage.ISSUES, 60, null, null)));
    await().until(() -> status().status().equals("syncing"));
    SyncView.Project shown = status().projects().getFirst();
    assertThat(shown.percentage()).isEqualTo(60);
    assertThat(shown.run()).isNotNull();
    assertThat(shown.run().fetched()).isEqualTo(60);

    // Older and repeated news change nothing; the newest of all decides.
    send(new SyncProgressed(team, 1, progress(SyncStage.ISSUES, 10, null, null)));
    send(new SyncCompleted(team, 4, progress(SyncStage.COMPLETED, 100, now, null)));
    send(new SyncFailed(team, 3, progress(SyncStage.FAILED, 60, null, "Jira is away.")));
    await().until(() -> status().status().equals("complete"));
    SyncView.Project done = status().projects().getFirst();
    assertThat(done.percentage()).isEqualTo(100);
    assertThat(done.lastSyncAt()).isEqualTo(now);
    assertThat(done.lastError()).isNull();
    assertThat(done.nextRunAt()).isEqualTo(now.plus(Duration.ofMinutes(15)));
    assertThat(done.coverage()).isEqualTo(new SyncView.Coverage(now, 100, 99, 1, 99.0, null));

    send(new SyncFailed(team, 5, progress(SyncStage.FAILED, 60, null, "Jira is away.")));
    await().until(() -> status().status().equals("error"));
    assertThat(status().projects().getFirst().lastError()).isEqualTo("Jira is away.");
    assertThat(status().projects().getFirst().lastSyncAt()).isEqualTo(now);
  }

  @Test
  void streamsTheStatusLiveWithHeartbeats() {
    var stream =
        as(team, "member")
            .get()
            .uri(SYNC + "/stream")
            .accept(MediaType.TEXT_EVENT_STREAM)
            .exchange()
            .expectStatus()
            .isOk()
            .returnResult(new ParameterizedTypeReference<ServerSentEvent<SyncView>>() {})
            .getResponseBody();
    StepVerifier.create(
            stream
                .filter(event -> event.data() != null)
                .map(event -> event.data().status())
                .distinctUntilChanged())
        .expectNext("pending")
        .then(() -> send(new SyncProgressed(team, 1, progress(SyncStage.ISSUES, 1, null, null))))
        .expectNext("syncing")
        .then(() -> send(new SyncCompleted(team, 2, progress(SyncStage.COMPLETED, 100, now, null))))
        .expectNext("complete")
        .thenCancel()
        .verify(Duration.ofSeconds(30));
    StepVerifier.create(
            as(team, "member")
                .get()
                .uri(SYNC + "/stream")
                .exchange()
                .returnResult(new ParameterizedTypeReference<ServerSentEvent<SyncView>>() {})
                .getResponseBody()
                .filter(event -> event.comment() != null)
                .take(2))
        .expectNextCount(2)
        .verifyComplete();
  }

  @Test
  void showsAndTakesNothingOfAnotherTeam() {
    var other = as(newTeam(), "team_admin");
    other
        .get()
        .uri(SYNC)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo("not_connected")
        .jsonPath("$.projects")
        .isEmpty();
    other.post().uri(SYNC).exchange().expectStatus().isNotFound();
    as(team, "member").post().uri(SYNC).exchange().expectStatus().isForbidden();
    web.get().uri(SYNC + "/stream").exchange().expectStatus().isUnauthorized();
  }

  private SyncRequests.Answer ask(String body) {
    var answer =
        admin()
            .post()
            .uri(SYNC)
            .contentType(MediaType.APPLICATION_JSON)
            .bodyValue(body)
            .exchange()
            .expectStatus()
            .isAccepted()
            .expectBody(SyncRequests.Answer.class)
            .returnResult()
            .getResponseBody();
    assertThat(answer).isNotNull();
    return answer;
  }

  private void refused(String body, int status) {
    admin()
        .post()
        .uri(SYNC)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange()
        .expectStatus()
        .isEqualTo(status)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
  }

  private SyncView status() {
    var view =
        as(team, "member")
            .get()
            .uri(SYNC)
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(SyncView.class)
            .returnResult()
            .getResponseBody();
    assertThat(view).isNotNull();
    return view;
  }

  private SyncProgress progress(
      SyncStage stage, long fetched, @Nullable Instant lastSyncAt, @Nullable String error) {
    return new SyncProgress(
        "run-1",
        "c-1",
        projectId,
        "P001",
        SyncTrigger.ONBOARDING,
        true,
        stage,
        100L,
        fetched,
        fetched,
        0,
        0,
        0,
        0,
        3,
        1000,
        fetched,
        1,
        now,
        now,
        lastSyncAt,
        error,
        null,
        Map.of(),
        stage == SyncStage.COMPLETED ? new SyncCoverage(now, 100, 99, 1, 0) : null);
  }

  private void send(SyncProgressEvent event) {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", stack().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      var record =
          new ProducerRecord<>(
              stack().topicPrefix() + Topic.JIRA_SYNC_PROGRESS.topicName(),
              Keys.of(event),
              EventJson.write(event));
      Map.of(
              EventHeaders.TYPE, EventTypes.nameOf(event.getClass()),
              EventHeaders.ID, Keys.of(event) + "@" + event.revision(),
              EventHeaders.TIME, now.toString())
          .forEach(
              (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
      assertThat(producer.send(record)).succeedsWithin(Duration.ofSeconds(20));
    }
  }
}
