package io.issuestream.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.Samples;
import io.issuestream.contracts.Topic;
import io.issuestream.contracts.code.PullRequestUpserted;
import io.issuestream.contracts.insight.InsightEvent;
import io.issuestream.contracts.insight.InsightFound;
import io.issuestream.contracts.insight.InsightResolved;
import io.issuestream.contracts.issue.IssueDeleted;
import io.issuestream.contracts.issue.IssueUpserted;
import io.issuestream.contracts.issue.StatusCategory;
import io.issuestream.contracts.match.MatchEvidence;
import io.issuestream.contracts.match.MatchOutcome;
import io.issuestream.contracts.match.UserMatchState;
import io.issuestream.contracts.match.UserUnmatched;
import io.issuestream.contracts.metrics.FlowMetricsUpdated;
import io.issuestream.contracts.metrics.PrLinkageEvent;
import io.issuestream.contracts.metrics.SprintMetricsUpdated;
import io.issuestream.edge.testing.TestTokens;
import io.issuestream.embedded.testing.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class InsightsIT extends InsightsTestBase {

  private static final TestStack STACK = TestStack.create("insights");
  private static final TopicClient TOPICS = new TopicClient(STACK);

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    STACK.handTo(registry::add);
    TestTokens.register(registry::add);
    // Changes follow each other here faster than people's do.
    registry.add("issuestream.insights.work.pause", () -> "50ms");
    registry.add("issuestream.insights.work.rest-factor", () -> 1);
  }

  @AfterAll
  static void disconnect() {
    TOPICS.close();
  }

  @Test
  void linksTheSamplePullRequestToTheSampleIssue() {
    TOPICS.send(
        Samples.read(IssueUpserted.class),
        Samples.read(PullRequestUpserted.class),
        Samples.read(SprintMetricsUpdated.class),
        Samples.read(FlowMetricsUpdated.class));
    awaitCaughtUp("kestrel", 1, 1, BOUND);

    get("kestrel", "/api/v1/pull-requests/kestrel-robotics/rover/57")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.linked")
        .isEqualTo(true)
        .jsonPath("$.issues[0].key")
        .isEqualTo("ROVER-112")
        .jsonPath("$.issues[0].sources.length()")
        .isEqualTo(3)
        .jsonPath("$.issues[0].namedAs")
        .doesNotExist();
    get("kestrel", "/api/v1/pull-requests/kestrel-robotics/rover{number}", "#57")
        .expectStatus()
        .isOk();
    await()
        .atMost(BOUND)
        .untilAsserted(() -> {
          assertThat(TOPICS.latest(PrLinkageEvent.class, "kestrel").values())
              .singleElement()
              .satisfies(event -> {
                assertThat(event.metrics().linkedPullRequests()).isEqualTo(1);
                assertThat(event.metrics().linked().reviewTime().p50()).isEqualByComparingTo("4.5");
              });
          assertThat(TOPICS.latest(InsightEvent.class, "kestrel"))
              .containsKey("scope_creep:sprint:42");
        });
    assertThat(items("kestrel", "/api/v1/insights?kind=scope_creep").getFirst())
        .containsEntry("insightId", "scope_creep:sprint:42")
        .containsEntry("severity", "warning")
        .containsEntry("projectKey", "ROVER");
    assertThat(items("kestrel", "/api/v1/pr-linkage?by=sprint").getFirst())
        .containsEntry("name", "Rover sprint 7")
        .containsEntry("pullRequests", 1)
        .containsEntry("doneIssues", 10);
  }

  @Test
  void forgetsFiguresWhoseRecordWasErased() {
    SprintMetricsUpdated sprint = Samples.read(SprintMetricsUpdated.class);
    FlowMetricsUpdated flow = Samples.read(FlowMetricsUpdated.class);
    TOPICS.send(
        new SprintMetricsUpdated("plover", 1, sprint.metrics()),
        new FlowMetricsUpdated("plover", 1, flow.metrics()));
    await()
        .atMost(BOUND)
        .until(
            () -> TOPICS.latest(InsightEvent.class, "plover").get("scope_creep:sprint:42"),
            found -> found instanceof InsightFound);

    TOPICS.sendRaw(Topic.METRICS_SPRINTS, "plover/42", null);
    TOPICS.sendRaw(Topic.METRICS_FLOW, "plover/" + flow.metrics().projectKey(), null);

    await()
        .atMost(BOUND)
        .until(
            () -> TOPICS.latest(InsightEvent.class, "plover").get("scope_creep:sprint:42"),
            found -> found instanceof InsightResolved);
  }

  @Test
  void linksEarlierPullRequestsToAnIssueThatBecomesKnownAndToItsFormerKeys() {
    TOPICS.send(
        Facts.pullRequest("osprey", 1, "o/r", 1, "ABC-1: early", "main"),
        Facts.pullRequest("osprey", 1, "o/r", 2, "OLD-7 by its former key", "main"),
        Facts.pullRequest("osprey", 1, "o/r", 3, "UTF-8, nothing else", "main"),
        Facts.pullRequest("osprey", 1, "o/r", 4, "ABC-404 is not there", "main"));
    awaitCaughtUp("osprey", 0, 4, BOUND);
    assertThat(items("osprey", "/api/v1/pull-requests?linked=true")).isEmpty();

    TOPICS.send(
        Facts.issue("osprey", 3, 1, "ABC-1", StatusCategory.DONE),
        Facts.issue("osprey", 3, 2, "ABC-2", StatusCategory.DONE, "OLD-7"),
        Facts.issue("osprey", 3, 3, "ABC-3", StatusCategory.DONE));
    awaitCaughtUp("osprey", 3, 4, BOUND);

    assertThat(items("osprey", "/api/v1/pull-requests?linked=true"))
        .extracting(one -> one.get("number"))
        .containsExactlyInAnyOrder(1, 2);
    assertThat(
            list(items("osprey", "/api/v1/pull-requests?linked=true&limit=1")
                    .getFirst()
                    .get("issues"))
                .getFirst())
        .containsEntry("key", "ABC-2")
        .containsEntry("namedAs", "OLD-7");
    assertThat(items("osprey", "/api/v1/pull-requests?linked=false"))
        .extracting(one -> one.get("unknownKeys"))
        .containsExactlyInAnyOrder(List.of("ABC-404"), List.of());
    assertThat(items("osprey", "/api/v1/pr-linkage?repository=o/r").getFirst())
        .containsEntry("linkedPullRequests", 2)
        .containsEntry("linkRate", 0.5)
        .containsEntry("unknownKeys", 1)
        .containsEntry("issues", 2)
        .containsEntry("doneWithoutPullRequest", 1);

    TOPICS.send(Facts.pullRequest("osprey", 2, "o/r", 4, "ABC-3 it is", "main"));
    await()
        .atMost(BOUND)
        .untilAsserted(() ->
            assertThat(items("osprey", "/api/v1/pr-linkage").getFirst())
                .containsEntry("linkedPullRequests", 3)
                .containsEntry("unknownKeys", 0)
                .containsEntry("doneWithoutPullRequest", 0));
  }

  @Test
  void countsTheIssuesOfTheProjectThatANamedIssueWasMovedTo() {
    TOPICS.send(
        Facts.issue("plover", 1, 1, "AAA-1", StatusCategory.DONE),
        Facts.issue("plover", 1, 2, "BBB-1", StatusCategory.DONE),
        Facts.issue("plover", 1, 3, "BBB-2", StatusCategory.DONE),
        Facts.pullRequest("plover", 1, "o/a", 1, "AAA-1", "main"),
        Facts.pullRequest("plover", 1, "o/b", 2, "BBB-1", "main"));
    awaitCaughtUp("plover", 3, 2, BOUND);
    awaitDoneWithoutPullRequest("plover", "o/a", 0);
    TOPICS.send(Facts.issue("plover", 2, 1, "BBB-9", StatusCategory.DONE, "AAA-1"));
    awaitDoneWithoutPullRequest("plover", "o/a", 1);

    TOPICS.send(Facts.issue("plover", 1, 4, "BBB-4", StatusCategory.DONE));
    awaitDoneWithoutPullRequest("plover", "o/a", 2);

    TOPICS.send(Facts.issue("plover", 1, 5, "BBB-5", StatusCategory.DONE, "CCC-1"));
    awaitDoneWithoutPullRequest("plover", "o/b", 3);
    TOPICS.send(Facts.pullRequest("plover", 1, "o/c", 3, "CCC-1", "main"));
    awaitDoneWithoutPullRequest("plover", "o/a", 2);
    awaitDoneWithoutPullRequest("plover", "o/b", 2);
  }

  private void awaitDoneWithoutPullRequest(String team, String repository, int count) {
    await()
        .atMost(BOUND)
        .untilAsserted(() ->
            assertThat(items(team, "/api/v1/pr-linkage?repository=" + repository).getFirst())
                .containsEntry("doneWithoutPullRequest", count));
  }

  @Test
  void keepsTheNewerVersionAndPublishesAnUnchangedFigureOnce() {
    TOPICS.send(
        Facts.issue("heron", 2, 1, "ABC-1", StatusCategory.DONE),
        Facts.pullRequest("heron", 5, "o/r", 1, "ABC-1", "main"),
        Facts.pullRequest("heron", 4, "o/r", 1, "nothing", "main"));
    awaitCaughtUp("heron", 1, 1, BOUND);
    await()
        .atMost(BOUND)
        .untilAsserted(
            () -> assertThat(linkages("heron").getLast().metrics().issues()).isEqualTo(1));
    int published = linkages("heron").size();

    TOPICS.send(
        Facts.issue("heron", 1, 1, "XYZ-1", StatusCategory.TODO),
        Facts.pullRequest("heron", 5, "o/r", 1, "ABC-1", "main"),
        Facts.pullRequest("heron", 3, "o/r", 1, "nothing", "main"),
        Facts.issue("heron", 3, 1, "ABC-1", StatusCategory.DONE),
        Facts.issue("heron", 1, 2, "ABC-2", StatusCategory.TODO));
    awaitCaughtUp("heron", 2, 1, BOUND);

    assertThat(items("heron", "/api/v1/pull-requests").getFirst()).containsEntry("linked", true);
    assertThat(linkages("heron")).hasSize(published);
  }

  @Test
  void resolvesAnInsightThatNoLongerHolds() {
    SprintMetricsUpdated sprint = Samples.read(SprintMetricsUpdated.class);
    TOPICS.send(new SprintMetricsUpdated("crane", 1, sprint.metrics()));
    await()
        .atMost(BOUND)
        .untilAsserted(() ->
            assertThat(TOPICS.latest(InsightEvent.class, "crane"))
                .containsKey("scope_creep:sprint:42"));

    var calm = Samples.mapper().readTree(Samples.json(SprintMetricsUpdated.class));
    ((tools.jackson.databind.node.ObjectNode) calm.get("metrics").get("added")).put("issues", 0);
    TOPICS.send(
        new SprintMetricsUpdated(
            "crane", 2, Samples.mapper().treeToValue(calm, SprintMetricsUpdated.class).metrics()));

    await()
        .atMost(BOUND)
        .untilAsserted(() ->
            assertThat(TOPICS.latest(InsightEvent.class, "crane").get("scope_creep:sprint:42"))
                .isInstanceOf(InsightResolved.class));
    assertThat(items("crane", "/api/v1/insights?kind=scope_creep")).isEmpty();
    assertThat(items("crane", "/api/v1/insights?resolved=true&project=ROVER").getFirst())
        .containsEntry("resolved", true);
    assertThat(
            TOPICS.all(InsightEvent.class).stream()
                .filter(event -> event.teamId().equals("crane"))
                .filter(event -> event.aggregateId().equals("scope_creep:sprint:42"))
                .map(InsightEvent::revision))
        .containsExactly(1L, 2L);
  }

  @Test
  void tellsOfAgeingWorkAndUnmatchedPeople() {
    for (int id = 1; id <= 3; id++) {
      TOPICS.send(
          Facts.issue("egret", 1, id, "ABC-" + id, StatusCategory.IN_PROGRESS),
          new UserUnmatched(
              "egret",
              1,
              new UserMatchState(
                  "p-" + id, null, MatchOutcome.UNMATCHED, MatchEvidence.NONE, false)));
    }
    await()
        .atMost(BOUND)
        .untilAsserted(() ->
            assertThat(items("egret", "/api/v1/insights"))
                .extracting(one -> one.get("insightId"))
                .contains("ageing_work:project:ABC", "unmatched_people:team"));
    await()
        .atMost(BOUND)
        .untilAsserted(() ->
            assertThat(TOPICS.latest(InsightEvent.class, "egret").get("ageing_work:project:ABC"))
                .isInstanceOf(InsightFound.class));
  }

  @Test
  void marksADeletedIssueAndKeepsItsLinks() {
    IssueUpserted issue = Facts.issue("ibis", 1, 1, "ABC-1", StatusCategory.DONE);
    TOPICS.send(issue, Facts.pullRequest("ibis", 1, "o/r", 1, "x", "fix/abc-1"));
    awaitCaughtUp("ibis", 1, 1, BOUND);
    TOPICS.send(new IssueDeleted("ibis", 2, issue.issue().asDeleted()));
    await()
        .atMost(BOUND)
        .untilAsserted(() ->
            assertThat(
                    list(items("ibis", "/api/v1/pull-requests").getFirst().get("issues"))
                        .getFirst())
                .isEqualTo(Map.of("key", "ABC-1", "sources", List.of("branch"), "deleted", true)));
  }

  @Test
  void pagesAndFilters() {
    for (int number = 1; number <= 5; number++) {
      TOPICS.send(
          Facts.pullRequest("gull", 1, number % 2 == 0 ? "o/even" : "o/odd", number, "t", "b"));
    }
    awaitCaughtUp("gull", 0, 5, BOUND);
    assertThat(allItems("gull", "/api/v1/pull-requests?limit=2"))
        .extracting(one -> one.get("id"))
        .containsExactly("o/odd#5", "o/odd#3", "o/odd#1", "o/even#4", "o/even#2");
    assertThat(items("gull", "/api/v1/pull-requests?repository=o/even&author=a-1")).hasSize(2);
    assertThat(items("gull", "/api/v1/pull-requests?author=a-2")).isEmpty();
    assertThat(allItems("gull", "/api/v1/pr-linkage?limit=1"))
        .extracting(one -> one.get("repository"))
        .containsExactly("o/even", "o/odd");
    assertThat(items("gull", "/api/v1/pr-linkage?by=week&repository=o/odd")).hasSize(1);
    assertThat(items("gull", "/api/v1/pr-linkage?by=author").getFirst())
        .containsEntry("pullRequests", 5);
  }

  @Test
  void saysWhatIsWrongWithARequest() {
    TOPICS.send(Facts.pullRequest("finch", 1, "o/r", 1, "t", "b"));
    awaitCaughtUp("finch", 0, 1, BOUND);
    web.get().uri("/api/v1/insights").exchange().expectStatus().isUnauthorized();
    get("wren", "/api/v1/pull-requests/o/r/1").expectStatus().isNotFound();
    get("wren", "/api/v1/pr-linkage?repository=o/r").expectStatus().isNotFound();
    get("wren", "/api/v1/pr-linkage?by=week&repository=o/r").expectStatus().isNotFound();
    assertThat(items("wren", "/api/v1/pull-requests")).isEmpty();
    assertThat(items("wren", "/api/v1/insights")).isEmpty();
    for (String uri :
        List.of(
            "/api/v1/pr-linkage?by=colour",
            "/api/v1/insights?kind=none",
            "/api/v1/insights?severity=none",
            "/api/v1/insights?after=none",
            "/api/v1/pull-requests?after=none",
            "/api/v1/pull-requests?limit=0",
            "/api/v1/pull-requests?linked=perhaps",
            "/api/v1/pull-requests/nothing")) {
      get("finch", uri)
          .expectStatus()
          .isBadRequest()
          .expectHeader()
          .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }
  }

  private static List<PrLinkageEvent> linkages(String team) {
    return TOPICS.all(PrLinkageEvent.class).stream()
        .filter(event -> event.teamId().equals(team))
        .toList();
  }
}
