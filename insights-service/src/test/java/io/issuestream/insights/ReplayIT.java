package io.issuestream.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.Samples;
import io.issuestream.contracts.code.PullRequestUpserted;
import io.issuestream.contracts.insight.InsightEvent;
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
import io.issuestream.messaging.replay.ReplayRun;
import io.issuestream.tenancy.TeamScope;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Rebuilding the projection from the topics, while issues and pull requests go on changing. */
class ReplayIT extends InsightsTestBase {

  private static final String TEAM = "kestrel";
  private static final TestStack STACK = TestStack.create("insightsreplay");
  private static final TopicClient TOPICS = new TopicClient(STACK);

  @Autowired private DatabaseClient database;
  @TempDir private Path directory;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    STACK.handTo(registry::add);
    TestTokens.register(registry::add);
  }

  @AfterAll
  static void disconnect() {
    TOPICS.close();
  }

  @Test
  @Tag("proof")
  void findsWhatIsWrongUnderTrafficAndPutsItRight() {
    givenAPast();
    try (var traffic = new Traffic()) {
      ReplayRun same = ReplayRun.of(InsightsApplication.class, STACK, "--shadow");
      assertThat(same.err()).isEmpty();
      assertThat(same.out()).contains("Live and rebuilt are the same.");
      assertThat(same.code()).isZero();
      assertThat(traffic.count()).isPositive();
    }

    plantOneOfEachKind();
    Path file = directory.resolve("differences.json");
    try (var traffic = new Traffic()) {
      ReplayRun ended = ReplayRun.of(InsightsApplication.class, STACK, "--swap", "--json=" + file);
      assertThat(ended.err()).isEmpty();
      assertThat(ReplayRun.differences(file))
          .containsExactlyInAnyOrder(
              "issue {\"issue_id\":1} category live todo",
              "issue_name {\"issue_id\":2,\"issue_key\":\"OLD-7\"} (row) rebuilt only",
              "known_project {\"project_key\":\"GHOST\"} (row) live only",
              "pull_request {\"pull_request_id\":\"o/r#1\"} title live wrong",
              "pull_request_key {\"named_key\":\"ABC-2\",\"pull_request_id\":\"o/r#1\"} (row) live"
                  + " only",
              "repository_project {\"repository\":\"o/r\",\"project_key\":\"ABC\"} (row) rebuilt"
                  + " only",
              "sprint_metrics {\"sprint_id\":42} completed_issues live 99",
              "flow_metrics {\"project_key\":\"GHOST\"} (row) live only",
              "user_match {\"person_id\":\"p-1\"} outcome live matched",
              "pr_linkage {\"repository\":\"o/r\"} linked_pull_requests live 99",
              "insight {\"insight_id\":\"scope_creep:sprint:42\"} severity live info");
      assertThat(ended.out()).endsWith("Live and rebuilt are the same.\n");
      assertThat(ended.code()).isZero();
      assertThat(traffic.count()).isPositive();
    }
    await()
        .atMost(BOUND)
        .untilAsserted(() ->
            assertThat(TOPICS.latest(PrLinkageEvent.class, TEAM).get("o/r").revision())
                .as("published anew")
                .isGreaterThan(40));
  }

  private void givenAPast() {
    TOPICS.send(
        Samples.read(SprintMetricsUpdated.class),
        Samples.read(FlowMetricsUpdated.class),
        Samples.read(IssueUpserted.class),
        Samples.read(PullRequestUpserted.class),
        Facts.issue(TEAM, 1, 1, "ABC-1", StatusCategory.DONE),
        Facts.issue(TEAM, 1, 2, "OLD-7", StatusCategory.DONE),
        Facts.issue(TEAM, 2, 2, "ABC-2", StatusCategory.DONE, "OLD-7"),
        Facts.pullRequest(TEAM, 1, "o/r", 1, "OTHER-3 first", "main"),
        Facts.pullRequest(TEAM, 2, "o/r", 1, "ABC-1: early", "main"),
        Facts.pullRequest(TEAM, 1, "o/r", 2, "OLD-7 by its former key", "main"),
        new UserUnmatched(
            TEAM,
            1,
            new UserMatchState("p-1", null, MatchOutcome.UNMATCHED, MatchEvidence.NONE, false)));
    awaitCaughtUp(TEAM, 3, 3, BOUND);
    await()
        .atMost(BOUND)
        .untilAsserted(() ->
            assertThat(TOPICS.latest(InsightEvent.class, TEAM))
                .containsKeys("scope_creep:sprint:42"));
  }

  private void plantOneOfEachKind() {
    awaitCaughtUp(TEAM, 3, 3, BOUND);
    change("update issue set category = 'todo' where issue_id = 1");
    change("delete from issue_name where issue_key = 'OLD-7'");
    change("insert into known_project values ('kestrel', 'GHOST')");
    change("update pull_request set title = 'wrong' where pull_request_id = 'o/r#1'");
    change("insert into pull_request_key values ('kestrel', 'o/r#1', 'ABC-2', 1)");
    change("delete from repository_project where project_key = 'ABC'");
    change("update sprint_metrics set completed_issues = 99 where sprint_id = 42");
    change("insert into flow_metrics select team_id, 'GHOST', 1, event from flow_metrics");
    change("update user_match set outcome = 'matched' where person_id = 'p-1'");
    change(
        "update pr_linkage set linked_pull_requests = 99, revision = 40 where repository = 'o/r'");
    change("update insight set severity = 'info' where insight_id = 'scope_creep:sprint:42'");
  }

  private void change(String sql) {
    Long rows =
        database.sql(sql).fetch().rowsUpdated().contextWrite(TeamScope.of(TEAM)).block(BOUND);
    assertThat(rows).as(sql).isPositive();
  }

  /** Another team's issues and pull requests change at a steady pace. */
  private static final class Traffic implements AutoCloseable {
    private static final AtomicInteger CHANGES = new AtomicInteger();
    private static final int TEAMS = 40;

    private final int begun = CHANGES.get();
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();

    Traffic() {
      var _ = pace.scheduleAtFixedRate(Traffic::change, 0, 500, TimeUnit.MILLISECONDS);
    }

    private static void change() {
      int change = CHANGES.getAndIncrement();
      String team = "busy-" + change % TEAMS;
      TOPICS.send(
          Facts.issue(
              team,
              1 + change / TEAMS,
              1,
              "XYZ-1",
              change % 80 < 40 ? StatusCategory.DONE : StatusCategory.TODO),
          Facts.pullRequest(team, 1 + change / TEAMS, "b/r", 1 + change / TEAMS, "XYZ-1", "main"));
    }

    int count() {
      return CHANGES.get() - begun;
    }

    @Override
    public void close() {
      pace.close();
    }
  }
}
