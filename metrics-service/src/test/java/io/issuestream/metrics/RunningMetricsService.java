package io.issuestream.metrics;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.issue.IssueUpserted;
import io.issuestream.contracts.metrics.SprintMetricsUpdated;
import io.issuestream.edge.testing.TestTokens;
import io.issuestream.embedded.testing.TestStack;
import io.issuestream.erasure.ErasureKey;
import io.issuestream.metrics.history.IssueBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/**
 * The service on the build's Kafka and PostgreSQL, one for all test classes; each test has a team
 * of its own.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureWebTestClient(timeout = "60s")
abstract class RunningMetricsService {

  static final Duration PATIENCE = Duration.ofMinutes(2);
  static final String START = "2026-03-02T08:00:00Z";
  static final String END = "2026-03-16T09:00:00Z";

  private static @Nullable TestStack stack;
  private static @Nullable EventTopics topics;

  @Autowired private WebTestClient web;
  @Autowired DatabaseClient database;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) throws IOException {
    TestStack registered = TestStack.register("metrics", registry::add);
    stack = registered;
    topics = new EventTopics(registered);
    TestTokens.register(registry::add);
    Path key = Files.createTempFile("erasure", ".json");
    Files.writeString(key, ErasureKey.fresh());
    registry.add("issuestream.erasure.key-file", key::toString);
  }

  /** Its database and topics. */
  static TestStack stack() {
    return requireNonNull(stack);
  }

  /** Its topics; open as long as the service, which outlives a test class. */
  static EventTopics topics() {
    return requireNonNull(topics);
  }

  static IssueBuilder issue(long id) {
    return IssueBuilder.created(id, "2026-02-01T00:00:00Z");
  }

  static IssueUpserted issue(String team, long revision, IssueBuilder issue) {
    return new IssueUpserted(team, revision, issue.state());
  }

  static List<SprintMetricsUpdated> published(String team, long sprintId) {
    return topics().read(Topic.METRICS_SPRINTS, SprintMetricsUpdated.class).stream()
        .filter(event -> event.teamId().equals(team) && event.metrics().sprintId() == sprintId)
        .toList();
  }

  /** Waits until so many issues and all sprints sent are known, and all figures have left. */
  void settled(String team, int issues) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> {
          read(team, "/status")
              .jsonPath("$.issues")
              .isEqualTo(issues)
              .jsonPath("$.sprints")
              .isEqualTo(topics().sent(Topic.JIRA_SPRINTS, team))
              .jsonPath("$.pendingSprints")
              .isEqualTo(0)
              .jsonPath("$.pendingProjects")
              .isEqualTo(0);
          assertThat(unpublished(team)).isZero();
        });
  }

  private @Nullable Long unpublished(String team) {
    return database
        .sql("select count(*) from outbox_mark where message_key like $1 || '/%'")
        .bind(0, team)
        .mapValue(Long.class)
        .one()
        .block(PATIENCE);
  }

  JsonNode json(String team, String path) {
    JsonNode body =
        get(team, path)
            .expectStatus()
            .isOk()
            .expectBody(JsonNode.class)
            .returnResult()
            .getResponseBody();
    assertThat(body).isNotNull();
    return body;
  }

  BodyContentSpec read(String team, String path) {
    return get(team, path).expectStatus().isOk().expectBody();
  }

  ResponseSpec get(String team, String path) {
    return web.get()
        .uri("/api/v1/metrics" + path)
        .header("Authorization", "Bearer " + TestTokens.bearer(team, "member"))
        .exchange();
  }

  /** Asks without a token. */
  ResponseSpec getAsNobody(String path) {
    return web.get().uri("/api/v1/metrics" + path).exchange();
  }
}
