package io.issuestream.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.embedded.testing.TestServers;
import io.issuestream.local.api.Api;
import io.issuestream.local.demo.Delivery;
import io.issuestream.local.demo.GithubHook;
import io.issuestream.local.demo.Selection;
import io.issuestream.local.demo.SyncWatch;
import io.issuestream.local.issuer.TokenRole;
import io.issuestream.local.parts.ServiceSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * What makes topics hold more than the last word: issues move and are deleted, may not be seen for
 * a while, projects are left and taken up again, tokens are exchanged, and a team disconnects and
 * comes back.
 */
final class RebuildLife {
  static final String TEAM = "moving";
  static final String BACK = "back";

  private static final Duration BOUND = Duration.ofMinutes(3);
  private static final String SYNC = "/api/v1/integration/jira/sync";
  private static final String CONNECTION = "/api/v1/integration/jira/connection";

  private final RunningStack running;
  private final Wire wire;
  private final Api sandbox;
  private final TopicReader topics;

  RebuildLife(RunningStack running) {
    this.running = running;
    this.wire = new Wire(running.stack());
    this.sandbox = running.stack().sandboxApi();
    this.topics = new TopicReader(TestServers.get().bootstrapServers(), running.topicPrefix());
  }

  void live() {
    sandbox.post(
        "/sandbox/generate",
        Map.of("issues", 400, "seed", 5, "projects", List.of("PAY", "OPS"), "pullRequests", 60));
    connect();
    people();
    issues();
    permissions();
    tokens();
    goneAndBack();
    for (String team : List.of(TEAM, BACK)) {
      syncFully(team);
    }
  }

  private void connect() {
    sandbox.put("/sandbox/oauth/settings", Map.of("accessTokenSeconds", 8));
    assertThat(new Consent(running, wire).connect(TEAM, Consent.MAIN).status()).isEqualTo(200);
    connectByToken();
    for (String team : List.of(TEAM, BACK)) {
      select(team, "PAY", "OPS");
      idle(team);
    }
  }

  private void connectByToken() {
    Map<String, String> how =
        Map.of(
            "deployment",
            "data_center",
            "baseUrl",
            running.stack().sandbox() + "/dc",
            "authentication",
            "personal_access_token",
            "token",
            SecretLife.PERSONAL_TOKEN);
    assertThat(wire.admin(BACK, "POST", CONNECTION, how).status()).isEqualTo(201);
  }

  /** Members come, one changes twice, and pull requests are told of. */
  private void people() {
    String csv;
    try (var lines = sandbox.lines("/sandbox/members")) {
      csv = String.join("\n", lines.toList());
    }
    List<String> rows = csv.lines().toList();
    for (String list : List.of(csv, String.join("\n", rows.subList(0, rows.size() - 2)), csv)) {
      admin(TEAM).send("PUT", "/api/v1/team-members", Map.of("Content-Type", "text/csv"), list);
    }
    GithubHook hook = GithubHook.make(admin(TEAM));
    try (var lines = sandbox.lines("/sandbox/pull-requests")) {
      lines.toList().forEach(line -> hook.deliver(Delivery.parse(line)));
    }
  }

  private void issues() {
    for (JsonNode issue : sandbox.get("/sandbox/truth?project=PAY")) {
      if (!issue.path("sprintIds").isEmpty()) {
        sandbox.put(
            "/sandbox/sprints/" + issue.path("sprintIds").path(0).asLong(),
            Map.of("fields", Map.of("goal", "Another goal")));
        break;
      }
    }
    for (int number = 1; number <= 10; number++) {
      sandbox.post("/sandbox/issues/PAY-" + number + "/move", Map.of("project", "OPS"));
    }
    for (int number = 11; number <= 16; number++) {
      sandbox.delete("/sandbox/issues/PAY-" + number);
    }
    afterSyncs(
        1,
        "moves",
        issues -> issues.stream().filter(one -> !formerKeys(one).isEmpty()).count() >= 10);
    afterSyncs(2, "deletes", issues -> issues.stream().filter(RebuildLife::deleted).count() >= 6);
    for (int number = 20; number <= 60; number++) {
      sandbox.post(
          "/sandbox/issues/PAY-" + number + "/edit",
          Map.of("fields", Map.of("storyPoints", number % 9, "status", "Done")));
      sandbox.post("/sandbox/issues/PAY-" + number + "/move", Map.of("project", "OPS"));
    }
    afterSyncs(
        1,
        "more moves",
        issues -> issues.stream().filter(one -> !formerKeys(one).isEmpty()).count() >= 51);
  }

  /** Some issues, then a whole project, may not be seen for a while. */
  private void permissions() {
    for (int number = 70; number <= 74; number++) {
      sandbox.post("/sandbox/issues/PAY-" + number + "/hide", Map.of());
    }
    afterSyncs(
        1, "hidden issues", issues -> issues.stream().filter(RebuildLife::hidden).count() == 5);
    for (int number = 70; number <= 74; number++) {
      sandbox.post("/sandbox/issues/PAY-" + number + "/show", Map.of());
    }
    afterSyncs(1, "shown issues", RebuildLife::allShown);
    sandbox.post("/sandbox/projects/OPS/hide", Map.of());
    afterSyncs(
        1, "a hidden project", issues -> issues.stream().filter(RebuildLife::hidden).count() > 100);
    sandbox.post("/sandbox/projects/OPS/show", Map.of());
    afterSyncs(1, "a shown project", RebuildLife::allShown);
  }

  private void tokens() {
    await("token changes")
        .atMost(BOUND)
        .until(() -> sandbox.get("/sandbox/oauth").path("refreshes").asLong() >= 6);
    sandbox.put("/sandbox/oauth/settings", Map.of("accessTokenSeconds", 3600));
    long before = sandbox.get("/sandbox/oauth").path("refreshes").asLong();
    await("the last token")
        .atMost(BOUND)
        .until(() -> sandbox.get("/sandbox/oauth").path("refreshes").asLong() > before);
  }

  private void goneAndBack() {
    assertThat(wire.admin(BACK, "DELETE", CONNECTION, "").status()).isEqualTo(204);
    await("no credentials")
        .atMost(BOUND)
        .until(() ->
            topics.latest("jira.credentials", BACK).values().stream()
                .allMatch(credential -> credential.text().isEmpty()));
    connectByToken();
    select(BACK, "PAY");
    idle(BACK);
  }

  /**
   * Syncs fully, so often and not more: what was not seen twice is taken for deleted. Then the
   * team's last states are as they have to be.
   */
  private void afterSyncs(int syncs, String what, Predicate<List<JsonNode>> condition) {
    for (int sync = 0; sync < syncs; sync++) {
      syncFully(TEAM);
    }
    await(what)
        .atMost(BOUND)
        .pollInterval(Duration.ofMillis(500))
        .until(() ->
            condition.test(
                topics.latest("jira.issues", TEAM).values().stream()
                    .map(one -> one.json().path("issue"))
                    .toList()));
  }

  private static boolean allShown(List<JsonNode> issues) {
    return issues.stream().noneMatch(RebuildLife::hidden);
  }

  private static List<JsonNode> formerKeys(JsonNode issue) {
    return issue.path("formerKeys").valueStream().toList();
  }

  private static boolean deleted(JsonNode issue) {
    return issue.path("deleted").asBoolean(false);
  }

  private static boolean hidden(JsonNode issue) {
    return issue.path("visibility").asString("").equals("hidden") && !deleted(issue);
  }

  private void select(String team, String... projects) {
    new Selection(admin(team)).choose(List.of(projects));
  }

  /** Has every project read as a whole; a sync that cannot see its project has its say, too. */
  private void syncFully(String team) {
    JsonNode projects = admin(team).get(SYNC).path("projects");
    long before = runs(team, "true");
    long asked = 0;
    for (JsonNode project : projects) {
      JsonNode answer =
          SyncWatch.from(admin(team)).request(project.path("projectId").asString(), true);
      asked += answer.path("dispatched").size();
    }
    long expected = before + asked;
    await("the syncs that were asked for")
        .atMost(BOUND)
        .until(() -> runs(team, "true") >= expected);
    idle(team);
  }

  private void idle(String team) {
    await("the syncs of " + team)
        .atMost(BOUND)
        .until(() -> runs(team, "true") > 0 && runs(team, "finished_at is null") == 0);
  }

  private long runs(String team, String which) {
    return Long.parseLong(
        new Replaying(running)
            .texts(
                ServiceSpec.SYNC_WORKER,
                "select count(*) from sync_run where team_id = '%s' and %s".formatted(team, which))
            .getFirst());
  }

  private Api admin(String team) {
    return running.stack().api(team, TokenRole.TEAM_ADMIN);
  }
}
