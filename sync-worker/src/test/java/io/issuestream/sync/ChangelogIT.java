package io.issuestream.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.issuestream.contracts.connection.JiraDeployment;
import io.issuestream.contracts.issue.ChangelogFacts;
import io.issuestream.contracts.issue.IssueState;
import io.issuestream.contracts.sync.SyncProgress;
import io.issuestream.sandbox.admin.Faults;
import io.issuestream.sync.issue.RawIssue;
import io.issuestream.sync.sql.Column;
import io.issuestream.sync.testing.Histories;
import io.issuestream.sync.testing.SyncScene;
import io.issuestream.sync.testing.Worker;
import io.issuestream.tenancy.TeamScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every history arrives, of real issues and of issues that have more than Cloud's search gives. */
class ChangelogIT {

  private static final Path DATA =
      Path.of(System.getProperty("issuestream.root", ".."), "../shared/fixtures");
  private static SyncScene scene;
  private static Worker worker;

  @BeforeAll
  static void start() {
    scene = SyncScene.create("changelog");
    worker = Worker.start(scene);
  }

  @AfterAll
  static void stop() {
    worker.close();
    scene.close();
  }

  @ParameterizedTest
  @CsvSource({
    "cloud-changelog, 33, 522",
    "jirametrics/testdata, 6, 30",
    "jirametrics/complete_sample, 6, 21"
  })
  void keepsEveryHistoryOfRealIssuesOnBothSurfaces(String folder, int issues, int histories) {
    Path data = DATA.resolve(folder);
    assumeTrue(Files.isDirectory(data), () -> "Skipped: no real data at " + data);
    Map<Long, JsonNode> truth = Histories.issuesIn(data);
    Histories expected = Histories.of(truth.values());
    assertThat(truth).hasSize(issues);
    assertThat(expected.histories()).isEqualTo(histories);
    scene.jira().load(data, List.of());
    Set<String> projects = new TreeSet<>(scene.jira().data().projects().keySet());
    for (JiraDeployment deployment : JiraDeployment.values()) {
      String team = (folder.replaceAll("\\W", "") + "-" + deployment).toLowerCase(Locale.ROOT);
      team = team.replace('_', '-');
      scene.connect(team, deployment);
      for (String project : projects) {
        scene.track(team, project);
        scene.awaitCompleted(team, project, 1);
      }

      Map<Long, JsonNode> kept = raw(team);
      assertThat(kept.keySet()).isEqualTo(truth.keySet());
      assertThat(Histories.of(kept.values())).as(team).isEqualTo(expected);
      truth.forEach((id, issue) ->
          assertThat(Histories.of(List.of(kept.get(id))))
              .as("%s of %s", issue.path("key"), deployment)
              .isEqualTo(Histories.of(List.of(issue))));
      Map<Long, IssueState> published = scene.issues(team);
      assertThat(published.keySet()).isEqualTo(truth.keySet());
      assertThat(published.values()).allMatch(issue -> issue.changelog().complete());
      assertThat(count(published, facts -> facts.status().size())).isEqualTo(expected.of("status"));
      assertThat(count(published, facts -> facts.sprint().size())).isEqualTo(expected.sprint());
      assertThat(count(published, facts -> facts.assignee().size()))
          .isEqualTo(expected.of("assignee"));
      assertThat(count(published, facts -> facts.estimate().size()))
          .isEqualTo(expected.of("estimate"));
    }
  }

  @Test
  void completesWhatCloudsSearchCutAndAsksOnlyWhereTheStoreDoesNotReach(@TempDir Path data)
      throws IOException {
    load(data, "CAP", 3, 40, 41, 95);
    long before = scene.jira().requests().size();
    sync("capped", "CAP", JiraDeployment.CLOUD, 1);
    assertThat(counts("capped")).containsExactly(3, 40, 41, 95);
    assertThat(bulkCalls(before)).as("one for the page").isEqualTo(1);
    sync("capped-dc", "CAP", JiraDeployment.DATA_CENTER, 1);
    Map<Long, IssueState> whole = scene.issues("capped-dc");
    scene
        .issues("capped")
        .forEach((id, issue) ->
            assertThat(issue)
                .usingRecursiveComparison()
                .ignoringFields("assigneePersonId", "reporterPersonId", "changelog.assignee")
                .isEqualTo(whole.get(id)));

    edit("CAP-4", 10);
    scene.request("capped", "CAP");
    scene.awaitCompleted("capped", "CAP", 2);
    assertThat(counts("capped")).containsExactly(3, 40, 41, 105);
    assertThat(bulkCalls(before)).as("the store reached to the newest").isEqualTo(1);

    edit("CAP-4", 45);
    edit("CAP-1", 1);
    scene.request("capped", "CAP");
    scene.awaitCompleted("capped", "CAP", 3);
    assertThat(counts("capped")).containsExactly(4, 40, 41, 150);
    assertThat(bulkCalls(before)).as("one that it did not reach").isEqualTo(2);

    scene.request("capped", "CAP", true);
    SyncProgress again = scene.awaitCompleted("capped", "CAP", 4).progress();
    assertThat(again.unchanged()).as("what was merged is what was fetched").isEqualTo(4);
    assertThat(bulkCalls(before)).isEqualTo(2);
  }

  @Test
  void storesWhatItCannotCompleteAndCompletesItInALaterRun(@TempDir Path data) throws IOException {
    load(data, "LATE", 60, 2, 70);
    scene.jira().faults(Faults.failing(new Faults.FailNext(403, 10_000, null, "bulkfetch")));
    try {
      SyncProgress done = sync("late", "LATE", JiraDeployment.CLOUD, 1);
      assertThat(done.created()).isEqualTo(3);
      assertThat(done.failed()).isZero();
    } finally {
      scene.jira().faults(Faults.NONE);
    }
    assertThat(counts("late")).containsExactly(40, 2, 40);
    assertThat(scene.issues("late").values())
        .extracting(issue -> issue.changelog().complete())
        .containsExactlyInAnyOrder(false, true, false);
    worker
        .as("late")
        .get()
        .uri("/api/v1/sync-runs?project=LATE")
        .exchange()
        .expectBody()
        .jsonPath("$.items[0].problems[0]")
        .value(String.class, problem -> assertThat(problem).startsWith("changelogs: "));

    scene.request("late", "LATE");
    SyncProgress later = scene.awaitCompleted("late", "LATE", 2).progress();
    assertThat(later.full()).isFalse();
    assertThat(later.updated()).as("though Jira changed nothing").isEqualTo(2);
    assertThat(counts("late")).containsExactly(60, 2, 70);
    assertThat(scene.issues("late").values()).allMatch(issue -> issue.changelog().complete());

    long before = scene.jira().requests().size();
    scene.request("late", "LATE");
    scene.awaitCompleted("late", "LATE", 3);
    assertThat(bulkCalls(before)).as("nothing is left to complete").isZero();
  }

  @Test
  void givesUpAnIssueWhoseHistoryNoRecordHoldsAndNoOther(@TempDir Path data) throws IOException {
    load(data, "EPIC", 2, 9_000, 3);
    SyncProgress done = sync("epic", "EPIC", JiraDeployment.DATA_CENTER, 1);
    assertThat(done.failed()).isEqualTo(1);
    assertThat(scene.issues("epic").values())
        .extracting(IssueState::key)
        .containsExactlyInAnyOrder("EPIC-1", "EPIC-3");
    worker
        .as("epic")
        .get()
        .uri("/api/v1/sync-runs/failed-issues?project=EPIC")
        .exchange()
        .expectBody()
        .jsonPath("$.items[0].key")
        .isEqualTo("EPIC-2")
        .jsonPath("$.items[0].reason")
        .value(String.class, reason -> assertThat(reason).contains("too long to be published"));
  }

  private static SyncProgress sync(
      String team, String project, JiraDeployment deployment, int runs) {
    scene.connect(team, deployment);
    scene.track(team, project);
    return scene.awaitCompleted(team, project, runs).progress();
  }

  private static void edit(String key, int times) {
    for (int i = 0; i < times; i++) {
      scene.jira().edit(key, Map.of("summary", "Edit " + System.nanoTime()));
    }
  }

  private static long bulkCalls(long before) {
    return scene.jira().requests().stream()
        .skip(before)
        .filter(request -> request.path().endsWith("/changelog/bulkfetch"))
        .count();
  }

  /** Number of histories kept, in the order of the issues' ids. */
  private static List<Integer> counts(String team) {
    return raw(team).entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> Histories.of(List.of(entry.getValue())).histories())
        .toList();
  }

  private static int count(Map<Long, IssueState> issues, ToIntFunction<ChangelogFacts> of) {
    return issues.values().stream().map(IssueState::changelog).mapToInt(of).sum();
  }

  private static Map<Long, JsonNode> raw(String team) {
    var json = new JsonMapper();
    return worker
        .bean(DatabaseClient.class)
        .sql("select jira_id, raw, raw_size from issue_raw where team_id = $1")
        .bind(0, team)
        .map(row ->
            Map.entry(
                Column.of(row, "jira_id", Long.class),
                json.readTree(
                    RawIssue.decompress(
                        Column.of(row, "raw", byte[].class),
                        Column.of(row, "raw_size", Integer.class)))))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue)
        .contextWrite(TeamScope.of(team))
        .blockOptional(Duration.ofSeconds(20))
        .orElseThrow();
  }

  /** Made-up issues of long ago with so many histories each. */
  private static void load(Path folder, String project, int... histories) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < histories.length; i++) {
      lines.append(issue(project, i + 1, histories[i])).append('\n');
    }
    Files.writeString(folder.resolve("issues.jsonl"), lines);
    scene.jira().load(folder, List.of());
  }

  private static String issue(String project, int number, int histories) {
    return """
    {"id":"%d","key":"%s-%d","fields":{"summary":"Long story","project":{"id":"%d","key":"%s","name":"%s"},\
    "issuetype":{"id":"1","name":"Task","subtask":false},"labels":[],\
    "status":{"id":"3","name":"In Progress","statusCategory":{"id":4,"key":"indeterminate","name":"In Progress"}},\
    "creator":{"accountId":"ann","displayName":"Ann","active":true,"accountType":"atlassian"},\
    "created":"2024-01-01T10:00:00.000+0000","updated":"2024-03-01T10:00:00.000+0000"},\
    "changelog":{"startAt":0,"maxResults":%d,"total":%d,"histories":[%s]}}\
    """
        .formatted(
            100 + number,
            project,
            number,
            Math.abs(project.hashCode() % 1000),
            project,
            project,
            histories,
            histories,
            IntStream.rangeClosed(1, histories)
                .mapToObj(i -> history(number, i))
                .collect(Collectors.joining(",")));
  }

  private static String history(int number, int i) {
    return """
    {"id":"%d","author":{"accountId":"ann","displayName":"Ann","active":true},\
    "created":"2024-02-%02dT%02d:%02d:00.%03d+0000","items":[{"field":"status","fieldtype":"jira","fieldId":"status",\
    "from":"%d","fromString":"Open","to":"%d","toString":"In Progress"}]}\
    """
        .formatted(
            number * 100_000 + i,
            1 + i / 1440,
            i / 60 % 24,
            i % 60,
            i % 1000,
            1 + i % 2,
            2 - i % 2);
  }
}
