package io.issuestream.local.endtoend;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.issuestream.embedded.testing.TestServers;
import io.issuestream.local.api.Api;
import io.issuestream.local.demo.Outcome;
import io.issuestream.local.demo.Pages;
import io.issuestream.local.demo.ProjectSync;
import io.issuestream.local.demo.Source;
import io.issuestream.local.demo.Standing;
import io.issuestream.local.demo.Surface;
import io.issuestream.local.demo.SyncWatch;
import io.issuestream.local.endtoend.TopicReader.Published;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/**
 * The main job, from a page of Jira to the last figure, on the services' own jars.
 *
 * <p>{@code docs/trace-one-issue.md} tells the path that the first test walks, class by class. Each
 * test has teams of its own; they take turns with the one sandbox.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EndToEndIT {
  private static final List<String> THREE = List.of("ALOY", "DAEMON", "MOD");
  private static final List<String> ALL = List.of("ALOY", "DAEMON", "MOD", "AC", "TIMOB");
  private static final Duration BOUND = Duration.ofSeconds(60);

  private static TakenSpans spans;
  private static RunningStack running;
  private static Job job;
  private static TopicReader topics;

  @BeforeAll
  static void start() {
    spans = new TakenSpans();
    running = RunningStack.start(home -> spans.settings());
    job = new Job(running);
    topics = new TopicReader(TestServers.get().bootstrapServers(), running.topicPrefix());
  }

  @AfterAll
  static void stop() {
    if (running != null) {
      running.close();
    }
    spans.close();
  }

  @Test
  @Order(1)
  void walksOneIssueFromAPageToASprintFigureAndALinkedPullRequest() {
    Outcome outcome = job.done(Job.sample(), Surface.CLOUD, "walk");
    Api api = job.admin("walk");

    JsonNode issue = api.get("/api/v1/issues/WALK-1");
    assertThat(issue.path("status").path("category").asString()).isEqualTo("done");
    assertThat(issue.path("sprintName").asString()).isEqualTo("Walk 1");
    assertThat(issue.path("storyPoints").decimalValue()).isEqualByComparingTo("5");

    JsonNode sprint = api.get("/api/v1/metrics/sprints/501");
    assertThat(amounts(sprint))
        .isEqualTo(
            Map.of(
                "committed",
                "2 / 8",
                "added",
                "1 / 2",
                "removed",
                "1 / 3",
                "completed",
                "1 / 5",
                "carriedOver",
                "1 / 2"));
    assertThat(sprint.path("confidence").path("basis").asString()).isEqualTo("changelog");
    assertThat(Pages.all(api, "/api/v1/metrics/sprints/501/issues?fact=completed"))
        .extracting(line -> line.path("key").asString())
        .containsExactly("WALK-1");

    JsonNode request = api.get("/api/v1/pull-requests/example/walk/7");
    assertThat(request.path("issues").valueStream().map(one -> one.path("key").asString()))
        .containsExactly("WALK-1");
    JsonNode other = api.get("/api/v1/pull-requests/example/walk/8");
    assertThat(other.path("linked").asBoolean()).isFalse();
    assertThat(other.path("unknownKeys").valueStream().map(JsonNode::asString))
        .containsExactly("WALK-99");

    Map<String, Published> issues = topics.latest("jira.issues", "walk");
    assertThat(issues).hasSize(4);
    issues.values().forEach(CommittedSchemas::assertValid);
    assertThat(issues.get("walk/10001").type()).isEqualTo("io.issuestream.jira.issue.upserted.v1");
    Map<String, Published> sprints = topics.latest("metrics.sprints", "walk");
    sprints.values().forEach(CommittedSchemas::assertValid);
    assertThat(sprints.get("walk/501").text()).contains("\"committed\":{\"issues\":2,\"points\":8");
    assertThat(outcome.matching().path("matched").asLong()).isEqualTo(2);
  }

  @Test
  @Order(2)
  void verifyFindsAllEqualAndNamesExactlyWhatIsPlantedWrong() {
    new Planting(new Verifying(running, "walk")).assertAll();
  }

  @Test
  @Order(3)
  void aSecondSyncPublishesNothingAndAnIncrementalOneExactlyWhatChanged() {
    Source made = new Source.Generated(240, 7, List.of("AGAIN"));
    job.done(made, Surface.CLOUD, "again");
    List<Published> before = topics.records("jira.issues", "again");
    assertThat(before).hasSize(240);

    Outcome second = job.done(made, Surface.CLOUD, "again");
    assertThat(second.projects())
        .extracting(project -> project.run().unchanged(), project -> project.run().updated())
        .containsExactly(tuple(240L, 0L));
    assertThat(topics.records("jira.issues", "again")).hasSize(240);

    Api sandbox = running.stack().sandboxApi();
    List<String> edited = List.of("AGAIN-3", "AGAIN-77", "AGAIN-240");
    edited.forEach(key ->
        sandbox.post(
            "/sandbox/issues/" + key + "/edit", Map.of("fields", Map.of("summary", "Now " + key))));
    ProjectSync.Run run = synced("again");
    assertThat(run.full()).isFalse();
    assertThat(run.updated()).isEqualTo(3);
    assertThat(run.fetched()).isEqualTo(run.updated() + run.unchanged());
    System.out.println(
        "The overlap fetched " + run.unchanged() + " unchanged issues beside the 3 edited.");

    List<Published> after = topics.records("jira.issues", "again");
    assertThat(after).hasSize(243);
    Set<String> keys = new TreeSet<>();
    topics.latest("jira.issues", "again").values().stream()
        .filter(record -> Integer.parseInt(record.header("ce_revision")) > 1)
        .forEach(record -> keys.add(record.json().path("issue").path("key").asString()));
    assertThat(keys).containsExactlyInAnyOrderElementsOf(edited);
  }

  @Test
  @Order(4)
  void keepsTeamsApartAndRefusesWhatIsNotInOrder() {
    new Refusals(running.stack(), "walk").assertAll();
  }

  @Test
  @Tag("proof")
  @Order(5)
  void bringsRealDataThroughWholeAndTheSameByBothSurfaces() {
    assumeTrue(Titanium.isThere(), "../shared/fixtures/titanium is not there");
    Outcome server = job.done(Titanium.with(THREE), Surface.DATA_CENTER, "titanium");
    assertThat(server.issues().stored()).isEqualTo(2183);
    assertThat(server.pullRequests().held()).isEqualTo(772);
    assertThat(server.pullRequests().linked()).isEqualTo(Titanium.pullRequestsNamingAnIssue(THREE));

    Map<String, Published> live = topics.latest("jira.issues", "titanium");
    assertThat(live.values()).hasSize(2183).noneMatch(record -> record.text().isEmpty());
    assertThat(sprintMembers(live)).isEqualTo(Titanium.sprintMembers(THREE));

    job.done(Titanium.with(THREE), Surface.CLOUD, "titanium-cloud");
    for (String figures : List.of("/api/v1/metrics/sprints", "/api/v1/metrics/flow")) {
      assertThat(anonymous(job.admin("titanium-cloud"), figures))
          .isEqualTo(anonymous(job.admin("titanium"), figures));
    }
  }

  @Test
  @Order(8)
  @Tag("proof")
  void accountsForEveryIssueThoughTheWorkerIsKilled() {
    assumeTrue(Titanium.isThere(), "../shared/fixtures/titanium is not there");
    SyncWatch watch = SyncWatch.from(job.admin("whole"));
    CompletableFuture<Outcome> whole =
        CompletableFuture.supplyAsync(
            () -> job.run(Titanium.with(ALL), Surface.DATA_CENTER, "whole"));
    await("the middle of the sync")
        .atMost(BOUND)
        .until(() -> whole.isDone() || fetched(watch) > 8000);
    running.kill("sync-worker");
    Outcome outcome = whole.join();

    assertThat(outcome.faults()).isEmpty();
    assertThat(outcome.issues().stored() + outcome.issues().failed().size()).isEqualTo(29_057);
    assertThat(topics.latest("jira.issues", "whole")).hasSize((int) outcome.issues().stored());
    Standing standing = Standing.of(job.admin("whole"));
    assertThat(standing.measured()).isEqualTo(outcome.issues().stored());
    // Resumed at its page: a run that begins again would ask for all of its pages twice.
    assertThat(outcome.projects())
        .allSatisfy(project ->
            assertThat(project.run().fetched()).isLessThanOrEqualTo(issuesOf(project.key()) + 100));
  }

  @Test
  @Order(6)
  void oneTraceGoesFromTheIssuesPageToTheFiguresAndIsSentWhereItIsLookedAt() {
    String traceId = traceId(topics.latest("jira.issues", "walk").get("walk/10001"));
    assertThat(topics.records("metrics.sprints", "walk"))
        .filteredOn(record -> record.key().equals("walk/501"))
        .extracting(EndToEndIT::traceId)
        .contains(traceId);
    await()
        .atMost(BOUND)
        .untilAsserted(() ->
            assertThat(spans)
                .matches(all -> all.has("sync-worker", "read page by search", traceId))
                .matches(all -> all.has("metrics-service", "recompute sprint", traceId))
                .matches(all -> all.has("insights-service", "compute insights", traceId)));
  }

  /** Of {@code 00-<trace>-<span>-01}; empty where the record bears none. */
  private static String traceId(Published record) {
    String traceparent = record.header("traceparent");
    return traceparent.isEmpty() ? "" : traceparent.split("-", -1)[1];
  }

  @Test
  @Order(7)
  void tellsPrometheusEverythingThatAlertsAndDashboardsAskFor() {
    new Told(running).assertAll();
  }

  private static long issuesOf(String project) {
    return running.stack().sandboxApi().get("/sandbox/issues?project=" + project).size();
  }

  private static long fetched(SyncWatch watch) {
    return watch.look().stream()
        .flatMap(project -> project.run().stream())
        .mapToLong(ProjectSync.Run::fetched)
        .sum();
  }

  /**
   * Asks for an incremental sync of the team's one project and waits for its end and all that
   * follows.
   */
  private static ProjectSync.Run synced(String team) {
    SyncWatch watch = SyncWatch.from(job.admin(team));
    JsonNode project =
        job.admin(team).get("/api/v1/integration/jira/sync").path("projects").path(0);
    watch.request(project.path("projectId").asString(), false);
    await("the sync of " + team)
        .atMost(BOUND)
        .until(() -> watch.look().stream().allMatch(watch::isDone));
    await("all figures of " + team)
        .atMost(BOUND)
        .until(() -> Standing.of(job.admin(team)).isQuiet());
    return watch.look().getFirst().run().orElseThrow();
  }

  private static Map<Long, Set<Long>> sprintMembers(Map<String, Published> issues) {
    Map<Long, Set<Long>> members = new TreeMap<>();
    for (Published record : issues.values()) {
      JsonNode issue = record.json().path("issue");
      issue
          .path("sprintIds")
          .forEach(sprint ->
              members
                  .computeIfAbsent(sprint.asLong(), id -> new TreeSet<>())
                  .add(issue.path("id").asLong()));
    }
    return members;
  }

  private static Map<String, String> amounts(JsonNode sprint) {
    return List.of("committed", "added", "removed", "completed", "carriedOver").stream()
        .collect(
            toMap(
                fact -> fact,
                fact -> {
                  JsonNode amount = sprint.path(fact);
                  return amount.path("issues").asLong()
                      + " / "
                      + amount.path("points").decimalValue().stripTrailingZeros().toPlainString();
                }));
  }

  /**
   * Figures without the references to people, which are each team's own; members then in the order
   * of their amounts.
   */
  private static List<String> anonymous(Api api, String path) {
    return Pages.all(api, path).stream()
        .map(figure -> {
          Set<String> members =
              figure
                  .path("members")
                  .valueStream()
                  .map(member -> member.toString().replaceAll("\"personId\":\"[^\"]*\",?", ""))
                  .collect(toCollection(TreeSet::new));
          return figure
              .toString()
              .replaceAll(
                  "\"members\":\\[.*?\\],\"confidence\"",
                  "\"members\":" + members + ",\"confidence\"");
        })
        .toList();
  }
}
