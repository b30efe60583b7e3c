package io.issuestream.local.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.issuestream.local.api.Api;
import io.issuestream.local.api.ApiRefused;
import io.issuestream.local.cli.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against an API that says what it is told to say. */
class SyncingTests {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Asked.Wish ALL = new Asked.Wish(List.of(), false, Optional.empty());

  private final StringWriter out = new StringWriter();
  private final Deque<String> looks = new ArrayDeque<>();
  private final Deque<String> answers = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private int status = 202;
  private final HttpServer server;

  SyncingTests() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void listen() {
    server.createContext(
        "/api/v1/integration/jira/sync",
        exchange -> {
          boolean asks = exchange.getRequestMethod().equals("POST");
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          if (asks) {
            asked.add(body);
          }
          Deque<String> script = asks ? answers : looks;
          String next = script.size() > 1 ? script.removeFirst() : script.getFirst();
          byte[] said = next.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(asks ? status : 200, said.length);
          exchange.getResponseBody().write(said);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void hangUp() {
    server.stop(0);
  }

  @Test
  void followsWhatIsDispatchedAndWhatRunsAlreadyToTheirEnds() {
    looks.add(
        projects(
            project("PAY", "complete", "r1", "completed"),
            project("OPS", "syncing", "r2", "issues")));
    looks.add(looks.getFirst());
    looks.add(
        projects(
            project("PAY", "syncing", "r3", "issues"), project("OPS", "syncing", "r2", "issues")));
    looks.add(
        projects(
            project("PAY", "complete", "r3", "completed"),
            project("OPS", "complete", "r2", "completed")));
    answers.add("{\"dispatched\":[\"PAY\"],\"alreadyRunning\":[\"OPS\"],\"skipped\":[]}");

    assertThat(run(ALL, PATIENCE)).isTrue();

    assertThat(asked).containsExactly("{}");
    assertThat(out.toString())
        .startsWith(
            """
            PROJECT  SYNC
            PAY      dispatched
            OPS      already running
            """)
        .contains("  PAY        waiting\n  OPS        issues    7 issues")
        .contains("  PAY        completed 7 issues\n  OPS        completed 7 issues")
        .endsWith(
            """

            PROJECT  SYNC       FETCHED  CREATED  UPDATED  UNCHANGED  FAILED  DELETED  API CALLS  DURATION
            PAY      completed  7        1        2        4          0       3        5          1.5 s
            OPS      completed  7        1        2        4          0       3        5          1.5 s
            """)
        .doesNotContain("\033");
  }

  @Test
  void isNotContentWithASyncThatFailed() {
    looks.add(projects(project("PAY", "complete", "r1", "completed")));
    looks.add(projects(project("PAY", "pending", "r2", "failed", "Jira is away.")));
    looks.add(projects(project("PAY", "error", "r2", "failed", "Jira is away.")));
    answers.add("{\"dispatched\":[\"PAY\"],\"alreadyRunning\":[],\"skipped\":[]}");

    assertThat(run(ALL, PATIENCE)).isFalse();

    assertThat(out.toString())
        .contains("waiting: Jira is away.")
        .endsWith("PAY: Jira is away. The next scheduled sync tries again.\n");
  }

  @Test
  void waitsForTheRunThatIsTriedAgain() {
    looks.add(projects(project("PAY", "pending", "r1", "failed", "Jira is away.")));
    looks.add(projects(project("PAY", "complete", "r1", "completed")));
    answers.add("{\"dispatched\":[\"PAY\"],\"alreadyRunning\":[],\"skipped\":[]}");

    assertThat(run(ALL, PATIENCE)).isTrue();
  }

  @Test
  void waitsForTheRunThatFollowsOneThatReadsLess() {
    looks.add(projects(project("PAY", "syncing", "r1", "issues")));
    looks.add(projects(project("PAY", "complete", "r1", "completed")));
    looks.add(projects(project("PAY", "syncing", "r2", "issues", "")));
    looks.add(
        projects(
            project("PAY", "complete", "r2", "completed")
                .replace("\"full\":false", "\"full\":true")));
    answers.add("{\"dispatched\":[\"PAY\"],\"alreadyRunning\":[],\"skipped\":[]}");

    assertThat(run(new Asked.Wish(List.of("PAY"), true, Optional.empty()), PATIENCE)).isTrue();

    assertThat(looks).as("looked to the end").hasSize(1);
    assertThat(asked.getFirst()).contains("\"full\":true", "\"resourceId\":\"PAY\"");
  }

  @Test
  void saysWhatIsSkippedAndWhatIsTracked() {
    looks.add(projects(project("PAY", "complete", "r1", "completed")));
    answers.add(
        "{\"dispatched\":[],\"alreadyRunning\":[],\"skipped\":[{\"project\":\"XYZ\",\"reason\":\"The team does not track this project.\"}]}");

    Instant since = Instant.parse("2026-11-20T08:30:00Z");
    assertThat(run(new Asked.Wish(List.of("XYZ"), false, Optional.of(since)), PATIENCE)).isFalse();

    assertThat(asked.getFirst()).contains("\"since\":\"2026-11-20T08:30:00Z\"");
    assertThat(out.toString())
        .isEqualTo(
            """
            PROJECT  SYNC
            XYZ      skipped  The team does not track this project.
            Team demo tracks: PAY.
            """);
  }

  @Test
  void doesNotWaitWhereThatIsNotWanted() {
    looks.add(projects(project("PAY", "complete", "r1", "completed")));
    answers.add("{\"dispatched\":[\"PAY\"],\"alreadyRunning\":[],\"skipped\":[]}");
    assertThat(run(ALL, Duration.ZERO)).isTrue();
    assertThat(out.toString()).hasLineCount(2);
  }

  @Test
  void stopsLookingWhenNothingMoves() {
    looks.add(projects(project("PAY", "complete", "r1", "completed")));
    looks.add(projects(project("PAY", "syncing", "r2", "issues")));
    answers.add("{\"dispatched\":[\"PAY\"],\"alreadyRunning\":[],\"skipped\":[]}");
    assertThat(run(ALL, Duration.ofMillis(700))).isFalse();
    assertThat(out.toString()).contains("PAY: Nothing moves any more");
  }

  @Test
  void hasNothingToDoWhereNothingIsTrackedAndPassesOnWhyItIsRefused() {
    looks.add(projects());
    answers.add("{\"dispatched\":[],\"alreadyRunning\":[],\"skipped\":[]}");
    assertThat(run(ALL, PATIENCE)).isFalse();
    assertThat(out.toString())
        .isEqualTo("Team demo tracks no project; there is nothing to sync.\n");

    status = 404;
    answers.clear();
    answers.add("{\"type\":\"not-found\",\"detail\":\"Jira is not connected. Connect it first.\"}");
    assertThatExceptionOfType(ApiRefused.class)
        .isThrownBy(() -> run(ALL, PATIENCE))
        .matches(refused -> refused.detail().equals("Jira is not connected. Connect it first."));
  }

  private boolean run(Asked.Wish wish, Duration patience) {
    URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    Terminal plain = new Terminal(new PrintWriter(out), false, false);
    return new Syncing(new Api(base, Optional.empty()), "demo", plain).run(wish, patience);
  }

  private static String projects(String... projects) {
    return "{\"projects\":[" + String.join(",", projects) + "]}";
  }

  private static String project(String key, String status, String run, String stage) {
    return project(key, status, run, stage, "");
  }

  private static String project(String key, String status, String run, String stage, String error) {
    return """
    {"projectKey":"%s","status":"%s","lastError":"%s","run":{"runId":"%s","full":false,"stage":"%s","fetched":7,
     "created":1,"updated":2,"unchanged":4,"failed":0,"deleted":3,"apiCallsCount":5,"syncDurationMs":1500,
     "updatedAt":"2026-11-20T10:00:00Z"}}\
    """
        .formatted(key, status, error, run, stage);
  }
}
