package io.issuestream.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.embedded.testing.TestServers;
import io.issuestream.local.api.Api;
import io.issuestream.local.cli.Terminal;
import io.issuestream.local.demo.Delivery;
import io.issuestream.local.demo.GithubHook;
import io.issuestream.local.demo.Pages;
import io.issuestream.local.demo.Source;
import io.issuestream.local.demo.Surface;
import io.issuestream.local.erasure.Erasing;
import io.issuestream.local.issuer.TokenRole;
import io.issuestream.local.parts.ServiceSpec;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/**
 * One person in two teams of the whole stack is erased from one of them, then from the other: every
 * row, every record and the broker's files are looked through before and after, with everything
 * trying to bring the person back in between; at last a team is deleted.
 */
@Tag("proof")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ErasureProofIT {
  private static final Duration BOUND = Duration.ofMinutes(3);

  /** One thread of the broker's cleans all topics, those first that are dirtiest. */
  private static final Duration COMPACTED = Duration.ofSeconds(20);

  private static final String LEFT = "left";
  private static final String KEPT = "kept";
  private static final List<String> LETTERS =
      List.of(
          "topic jira.users.user-matcher.dlt",
          "topic team.members.sync-worker.dlt",
          "topic jira.issues.metrics-service.dlt",
          "topic jira.issues.insights-service.dlt");

  private static TakenSpans spans;
  private static RunningStack running;
  private static Job job;
  private static TopicReader topics;
  private static Api sandbox;
  private static Somebody person;
  private static TeamTraces traces;
  private static Compaction compaction;
  private static String named;

  @BeforeAll
  static void live() {
    spans = new TakenSpans();
    running =
        RunningStack.start(
            "erasure",
            home -> {
              var settings = new HashMap<>(spans.settings());
              settings.put("ISSUESTREAM_ERASURE_SWEEPEVERY", "1s");
              return settings;
            });
    job = new Job(running);
    topics = new TopicReader(TestServers.get().bootstrapServers(), running.topicPrefix());
    sandbox = running.stack().sandboxApi();
    for (String team : List.of(LEFT, KEPT)) {
      job.done(new Source.Generated(120, 11, List.of("PAY")), Surface.CLOUD, team);
    }
    person = Somebody.busy(topics, sandbox, LEFT);
    named = sandbox.get("/sandbox/issues?project=PAY").path(0).path("key").asString("PAY-1");
    sandbox.post(
        "/sandbox/issues/" + named + "/edit",
        Map.of("fields", Map.of("summary", "Ask " + person.name() + " first")));
    for (String team : List.of(LEFT, KEPT)) {
      job.syncFully(team);
    }
    traces = new TeamTraces(running, person.search());
    List.of(LEFT, KEPT).forEach(team -> person.poison(topics, team, named));
    await("dead letters")
        .atMost(BOUND)
        .untilAsserted(() -> assertThat(traces.onTopics(KEPT)).containsAll(LETTERS));
    compaction = Compaction.hurried(running.topicPrefix());
  }

  @AfterAll
  static void stop() {
    if (running != null) {
      running.close();
    }
    spans.close();
  }

  private static List<JsonNode> figures(String team) {
    Api api = job.admin(team);
    return Stream.of(
            Pages.all(api, "/api/v1/metrics/sprints?project=PAY").stream(),
            Stream.of(api.get("/api/v1/metrics/velocity?project=PAY")),
            Stream.of(api.get("/api/v1/metrics/flow?project=PAY")))
        .flatMap(all -> all)
        .toList();
  }

  private static String erase(String team, String path, Map<String, String> body) {
    StringWriter out = new StringWriter();
    boolean done =
        new Erasing(
                running.stack().api(team, TokenRole.SRE),
                team,
                new Terminal(new PrintWriter(out, true), false, false))
            .run(path, body, BOUND);
    System.out.println(out);
    assertThat(done).as(out.toString()).isTrue();
    return out.toString();
  }

  @Test
  @Order(1)
  void anErasedPersonIsNowhereOutsideTextsThatAreReported() {
    assertThat(traces.inTables(LEFT))
        .contains(
            "matching team_member",
            "matching jira_account",
            "matching outbox_state",
            "integration github_author",
            "integration webhook_event",
            "sync person",
            "sync member_address",
            "sync outbox_state",
            "sync issue_raw",
            "sync issue");
    assertThat(traces.onTopics(LEFT))
        .contains("topic jira.users", "topic team.members", "topic jira.issues")
        .containsAll(LETTERS);
    List<JsonNode> before = figures(LEFT);
    var ofOthers = new TreeSet<>(traces.inTables(KEPT));

    String told = erase(LEFT, "erasures", Map.of("email", person.email()));

    assertThat(told)
        .contains("STILL NAMED IN", named, "summary", "dead letters 1")
        .doesNotContain(person.name());
    assertThat(traces.inTables(LEFT))
        .isSubsetOf("sync issue", "sync issue_raw", "sync outbox_state");
    await()
        .atMost(BOUND)
        .pollInterval(COMPACTED)
        .untilAsserted(() -> {
          compaction.push();
          assertThat(traces.onTopics(LEFT)).containsExactly("topic jira.issues");
        });
    assertThat(figures(LEFT)).isEqualTo(before);
    assertThat(traces.inTables(KEPT)).isEqualTo(ofOthers);
    assertThat(traces.onTopics(KEPT))
        .contains("topic jira.users", "topic team.members")
        .containsAll(LETTERS);
  }

  @Test
  @Order(2)
  void nothingBringsThemBack() {
    List<JsonNode> before = figures(LEFT);
    String csv;
    try (var lines = sandbox.lines("/sandbox/members")) {
      csv = String.join("\n", lines.toList());
    }
    assertThat(csv).contains(person.email());
    JsonNode imported =
        job.admin(LEFT)
            .send("PUT", "/api/v1/team-members", Map.of("Content-Type", "text/csv"), csv);
    assertThat(imported.path("passedOver").asInt()).isOne();
    GithubHook hook = GithubHook.make(job.admin(LEFT));
    List<String> deliveries;
    try (var lines = sandbox.lines("/sandbox/pull-requests")) {
      deliveries = lines.toList();
    }
    deliveries.forEach(line -> hook.deliver(Delivery.parse(line)));
    job.syncFully(LEFT);
    await()
        .atMost(BOUND)
        .until(() -> job.admin(LEFT).get("/api/v1/webhooks/stats").path("pending").asInt() == 0);

    assertThat(traces.inTables(LEFT))
        .isSubsetOf("sync issue", "sync issue_raw", "sync outbox_state");
    assertThat(traces.onTopics(LEFT)).containsExactly("topic jira.issues");
    assertThat(figures(LEFT)).isEqualTo(before);
  }

  @Test
  @Order(3)
  void erasedFromTheOtherTeamTooTheyAreNowhereAtAll() {
    sandbox.post(
        "/sandbox/issues/" + named + "/edit", Map.of("fields", Map.of("summary", "Ask first")));
    for (String team : List.of(LEFT, KEPT)) {
      job.syncFully(team);
    }
    String told = erase(KEPT, "erasures", Map.of("accountId", person.account()));
    assertThat(told).contains("user-matcher", "sync-worker", "integration-service");

    // The history of the issue has the old summary; nobody but people can change that.
    List<String> history = List.of("sync issue_raw");
    assertThat(traces.inTables("")).isSubsetOf(history);
    await()
        .atMost(BOUND)
        .pollInterval(COMPACTED)
        .untilAsserted(() -> {
          compaction.push();
          assertThat(traces.onTopics("")).isEmpty();
          assertThat(traces.inSegments()).isEmpty();
        });
    assertThat(traces.inLogs()).isEmpty();
    assertThat(traces.search().in("spans", spans.all())).isEmpty();
  }

  @Test
  @Order(4)
  void findsWhatIsPlanted() throws Exception {
    try (Connection connection = new Places(running).superuser(ServiceSpec.USER_MATCHER);
        PreparedStatement plant =
            connection.prepareStatement(
                "update jira_account set display_name = ? where team_id = 'kept'")) {
      plant.setString(1, "It is " + person.name());
      assertThat(plant.executeUpdate()).isPositive();
    }
    assertThat(traces.inTables("")).contains("matching jira_account");
  }

  @Test
  @Order(5)
  void aDeletedTeamHasNoRowsAndNoKeys() throws Exception {
    var books = List.of("matching erasure", "matching erasure_report");

    new Poison(running.topicPrefix()).put("jira.sprints", KEPT + "/1", "torn");
    Replaying replaying = new Replaying(running);
    Replaying.Begun killed = replaying.begin(ServiceSpec.INSIGHTS, "--shadow");
    await("a shadow with rows")
        .atMost(BOUND)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> replaying.holds(ServiceSpec.INSIGHTS, "issue") || !killed.process().isAlive());
    killed.process().destroyForcibly().waitFor();
    assertThat(replaying.shadows(ServiceSpec.INSIGHTS)).as(killed.said()).hasSize(1);
    assertThat(traces.tablesWithRows(KEPT)).anyMatch(table -> table.contains("shadow_"));

    String told = erase(KEPT, "team-erasures", Map.of("team", KEPT));

    assertThat(told).contains("tombstones", "dead letters 1");
    // There is a topic more since.
    compaction = Compaction.hurried(running.topicPrefix());
    await()
        .atMost(BOUND)
        .untilAsserted(() -> {
          var left = new ArrayList<>(traces.tablesWithRows(KEPT));
          left.removeAll(books);
          assertThat(left)
              .allMatch(table ->
                  table.endsWith("erased_team")
                      || table.endsWith("erasure_task")
                      || table.endsWith("outbox_state"));
        });
    await()
        .atMost(BOUND)
        .pollInterval(COMPACTED)
        .untilAsserted(() -> {
          compaction.push();
          assertThat(traces.topicsWithKeys(KEPT))
              .isSubsetOf(
                  "topic team.erasures",
                  "topic team.erasure-reports",
                  // Not compacted; they name projects, and end after seven days.
                  "topic jira.sync-requests",
                  "topic jira.token-requests");
        });
    assertThat(figures(LEFT)).isNotEmpty();
    assertThat(running.state().allReady()).isTrue();
  }
}
