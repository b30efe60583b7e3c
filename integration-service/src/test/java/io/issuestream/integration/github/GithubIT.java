package io.issuestream.integration.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.code.PullRequestCommit;
import io.issuestream.contracts.code.PullRequestPhase;
import io.issuestream.contracts.code.PullRequestState;
import io.issuestream.contracts.code.PullRequestUpserted;
import io.issuestream.integration.ServiceIT;
import io.issuestream.integration.TopicReader;
import io.issuestream.integration.pullrequest.Payloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GithubIT extends ServiceIT {

  private static final String HOOKS = "/api/v1/integration/github/hooks";
  private static final Path FIXTURES =
      Path.of(System.getProperty("issuestream.root", ".."), "..", "shared", "fixtures", "github");
  private static final Instant PUSHED = Instant.parse("2026-02-26T10:45:00Z");

  private Hook hook = new Hook("", "", "");

  private record Hook(String hookId, String secret, String url) {}

  @BeforeEach
  void makeAHook() {
    Hook made =
        admin()
            .post()
            .uri(HOOKS)
            .exchange()
            .expectStatus()
            .isCreated()
            .expectBody(Hook.class)
            .returnResult()
            .getResponseBody();
    assertThat(made).isNotNull();
    hook = made;
    assertThat(hook.url()).endsWith("/api/v1/webhooks/github/" + hook.hookId());
  }

  @Test
  void showsASecretOnceAndOnlyToTheTeamsAdmin() {
    as(team, "member")
        .get()
        .uri(HOOKS)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .value(body -> assertThat(body).contains(hook.hookId()).doesNotContain(hook.secret()));
    as(team, "member").post().uri(HOOKS).exchange().expectStatus().isForbidden();
    as(newTeam(), "team_admin")
        .delete()
        .uri(HOOKS + "/" + hook.hookId())
        .exchange()
        .expectStatus()
        .isNotFound();
    admin().delete().uri(HOOKS + "/" + hook.hookId()).exchange().expectStatus().isNoContent();
    deliver("ping", "{}".getBytes(UTF_8)).expectStatus().isNotFound();
  }

  @Test
  void storesNothingOfWhatIsNotInOrder() {
    byte[] body = Payloads.open(57, "Count edges", "2026-02-27T09:00:00Z");
    String signature = HookSignature.of(body, hook.secret().getBytes(UTF_8));
    deliver(hook.hookId(), "pull_request", "d-1", body, "sha256=" + "0".repeat(64))
        .expectStatus()
        .isUnauthorized()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:issuestream:problem:wrong-signature");
    deliver(hook.hookId(), "pull_request", "d-1", body, null).expectStatus().isUnauthorized();
    deliver("unknown", "pull_request", "d-1", body, signature).expectStatus().isNotFound();
    deliver(hook.hookId(), "pull_request", "", body, signature).expectStatus().isBadRequest();
    deliver("pull_request", "{\"number\":".getBytes(UTF_8)).expectStatus().isBadRequest();
    deliver("pull_request", new byte[26 * 1024 * 1024]).expectStatus().isEqualTo(413);
    assertThat(events("")).isEmpty();
  }

  @Test
  void takesALargeDelivery() {
    String body = "{\"zen\":\"" + "x".repeat(8 * 1024 * 1024) + "\"}";
    deliver("ping", body.getBytes(UTF_8)).expectStatus().isAccepted();
    await().until(() -> events("completed").size() == 1);
  }

  @Test
  void turnsADeliveryIntoOneEventHoweverOftenItComes() {
    byte[] body = Payloads.open(57, "ROVER-112 count edges", "2026-02-27T09:00:00Z");
    String delivery = UUID.randomUUID().toString();
    String signature = HookSignature.of(body, hook.secret().getBytes(UTF_8));
    for (int i = 0; i < 3; i++) {
      deliver(hook.hookId(), "pull_request", delivery, body, signature)
          .expectStatus()
          .isAccepted()
          .expectBody()
          .jsonPath("$.duplicate")
          .isEqualTo(i > 0);
    }
    // The same content under another identifier changes nothing either.
    deliver("pull_request", body).expectStatus().isAccepted();
    await().until(() -> events("completed").size() == 2);
    try (TopicReader topic = topic(Topic.CODE_PULL_REQUESTS)) {
      await().until(() -> topic.of(team, PullRequestUpserted.class).size() == 1);
      PullRequestUpserted event = topic.of(team, PullRequestUpserted.class).getFirst();
      assertThat(event.revision()).isEqualTo(1);
      PullRequestState state = event.pullRequest();
      assertThat(state.id()).isEqualTo("kestrel/rover#57");
      assertThat(state.title()).isEqualTo("ROVER-112 count edges");
      assertThat(state.authorId()).startsWith("a-").doesNotContainIgnoringCase("wren");
    }
  }

  @Test
  void findsTheCommitsWhetherThePushComesBeforeOrAfter() {
    deliver("push", Payloads.push("refs/heads/fix", Payloads.HEAD, "ROVER-112 first", PUSHED))
        .expectStatus()
        .isAccepted();
    await().until(() -> events("completed").size() == 1);
    deliver("pull_request", Payloads.open(57, "Count edges", "2026-02-27T09:00:00Z"))
        .expectStatus()
        .isAccepted();
    awaitCommits("ROVER-112 first");

    deliver("pull_request", Payloads.merged(57, "Count edges", "2026-03-03T16:30:00Z"))
        .expectStatus()
        .isAccepted();
    await().until(() -> events("completed").size() == 3);
    deliver(
            "push",
            Payloads.push(
                "refs/heads/main", Payloads.MERGE, "ROVER-112 first", PUSHED.plusSeconds(9)))
        .expectStatus()
        .isAccepted();
    PullRequestState merged = awaitCommits("ROVER-112 first", "from main");
    assertThat(merged.state()).isEqualTo(PullRequestPhase.MERGED);
  }

  @Test
  void keepsTheNewerStateAndTheFirstReviewInWhateverOrderTheyCome() {
    deliver("pull_request", Payloads.merged(57, "New title", "2026-03-03T16:30:00Z"))
        .expectStatus()
        .isAccepted();
    await().until(() -> events("completed").size() == 1);
    deliver("pull_request", Payloads.open(57, "Old title", "2026-02-27T09:00:00Z"))
        .expectStatus()
        .isAccepted();
    deliver("pull_request_review", Payloads.review(57, "wren", "User", "2026-02-26T12:00:00Z"))
        .expectStatus()
        .isAccepted();
    deliver("pull_request_review", Payloads.review(57, "tern", "User", "2026-02-26T15:30:00Z"))
        .expectStatus()
        .isAccepted();
    await().until(() -> events("completed").size() == 4);
    PullRequestState state = latest(57);
    assertThat(state.title()).isEqualTo("New title");
    assertThat(state.state()).isEqualTo(PullRequestPhase.MERGED);
    assertThat(state.firstReviewAt()).isEqualTo("2026-02-26T15:30:00Z");
    assertThat(state.additions()).isEqualTo(84);
    assertThat(events("completed"))
        .filteredOn(event -> event.at("/outcome").stringValue("").equals("outdated"))
        .hasSize(3);
  }

  @Test
  void listsShowsAndRetriesDeliveries() {
    deliver("ping", "{\"zen\":\"x\"}".getBytes(UTF_8)).expectStatus().isAccepted();
    deliver("workflow_run", "{}".getBytes(UTF_8)).expectStatus().isAccepted();
    deliver("pull_request", "{\"pull_request\":{}}".getBytes(UTF_8)).expectStatus().isAccepted();
    await().until(() -> events("failed").size() == 1 && events("completed").size() == 2);
    JsonNode failed = events("failed").getFirst();
    String path = "/api/v1/webhooks/events/" + failed.at("/eventId").stringValue();
    assertThat(failed.at("/errorMessage").stringValue()).isEqualTo("It names no pull request.");
    as(team, "member")
        .get()
        .uri(path)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.payload.pull_request")
        .exists()
        .jsonPath("$.processingStatus")
        .isEqualTo("failed");
    as(newTeam(), "team_admin").get().uri(path).exchange().expectStatus().isNotFound();
    as(newTeam(), "team_admin").post().uri(path + "/retry").exchange().expectStatus().isNotFound();
    as(team, "member").post().uri(path + "/retry").exchange().expectStatus().isForbidden();
    admin().post().uri(path + "/retry").exchange().expectStatus().isAccepted();
    await().until(() -> events("failed").size() == 1);
    String completed =
        "/api/v1/webhooks/events/" + events("completed").getFirst().at("/eventId").stringValue();
    admin().post().uri(completed + "/retry").exchange().expectStatus().isEqualTo(409);
    admin()
        .get()
        .uri("/api/v1/webhooks/events?status=lost")
        .exchange()
        .expectStatus()
        .isBadRequest();
    as(team, "member")
        .get()
        .uri("/api/v1/webhooks/stats")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.failed")
        .isEqualTo(1)
        .jsonPath("$.ignored")
        .isEqualTo(2)
        .jsonPath("$.pending")
        .isEqualTo(0);
  }

  @Test
  void pagesThroughDeliveriesNewestFirst() {
    for (int i = 0; i < 5; i++) {
      deliver("ping", ("{\"n\":" + i + "}").getBytes(UTF_8)).expectStatus().isAccepted();
    }
    JsonNode first = list("?limit=3");
    JsonNode second = list("?limit=3&after=" + first.at("/next").stringValue());
    assertThat(first.at("/items").size()).isEqualTo(3);
    assertThat(second.at("/items").size()).isEqualTo(2);
    assertThat(second.at("/next").isNull()).isTrue();
    assertThat(first.at("/items/0/receivedAt").stringValue())
        .isGreaterThan(second.at("/items/1/receivedAt").stringValue());
  }

  @Test
  void acceptsEveryRealDelivery() throws IOException {
    assumeTrue(Files.isDirectory(FIXTURES), "No fixtures at " + FIXTURES);
    int sent = 0;
    for (String type : List.of("pull_request", "pull_request_review")) {
      try (Stream<Path> files = Files.list(FIXTURES.resolve(type))) {
        for (Path file : files.toList()) {
          deliver(type, Files.readAllBytes(file)).expectStatus().isAccepted();
          sent++;
        }
      }
    }
    int all = sent;
    await().until(() -> events("completed").size() == all);
    assertThat(latest(2).title()).isNotBlank();
  }

  private PullRequestState awaitCommits(String... messages) {
    await()
        .untilAsserted(() ->
            assertThat(latest(57).commits())
                .extracting(PullRequestCommit::message)
                .containsExactly(messages));
    return latest(57);
  }

  private PullRequestState latest(int number) {
    try (TopicReader topic = topic(Topic.CODE_PULL_REQUESTS)) {
      await()
          .until(() ->
              topic.of(team, PullRequestUpserted.class).stream()
                  .anyMatch(event -> event.pullRequest().number() == number));
      return topic.of(team, PullRequestUpserted.class).stream()
          .filter(event -> event.pullRequest().number() == number)
          .reduce((one, other) -> other.revision() >= one.revision() ? other : one)
          .orElseThrow()
          .pullRequest();
    }
  }

  private List<JsonNode> events(String status) {
    return list("?limit=200" + (status.isEmpty() ? "" : "&status=" + status))
        .at("/items")
        .valueStream()
        .toList();
  }

  private JsonNode list(String query) {
    byte[] body =
        as(team, "member")
            .get()
            .uri("/api/v1/webhooks/events" + query)
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody();
    assertThat(body).isNotNull();
    return JsonMapper.shared().readTree(body);
  }

  private ResponseSpec deliver(String type, byte[] body) {
    return deliver(
        hook.hookId(),
        type,
        UUID.randomUUID().toString(),
        body,
        HookSignature.of(body, hook.secret().getBytes(UTF_8)));
  }

  private ResponseSpec deliver(
      String hookId, String type, String delivery, byte[] body, @Nullable String signature) {
    return web.post()
        .uri("/api/v1/webhooks/github/" + hookId)
        .contentType(MediaType.APPLICATION_JSON)
        .header("X-GitHub-Event", type)
        .header("X-GitHub-Delivery", delivery)
        .headers(headers -> {
          if (signature != null) {
            headers.set("X-Hub-Signature-256", signature);
          }
        })
        .bodyValue(body)
        .exchange();
  }
}
