package io.issuestream.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.issue.IssueUpserted;
import io.issuestream.contracts.sprint.SprintState;
import io.issuestream.contracts.sprint.SprintUpserted;
import io.issuestream.messaging.replay.ReplayRun;
import io.issuestream.tenancy.TeamScope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** All 29,057 issues of a real Jira, rebuilt from the topics and compared. */
@Tag("proof")
class ReplayProofIT extends RunningMetricsService {

  private static final String TEAM = "rebuilt";

  @TempDir private Path directory;

  @Test
  void rebuildsARealJirasFiguresAndFindsTheOneRowThatIsWrong() {
    assumeThat(Files.isDirectory(TitaniumIssues.directory()))
        .as("the fixtures in %s are not here", TitaniumIssues.directory())
        .isTrue();
    List<JsonNode> issues =
        List.of("ALOY", "DAEMON", "MOD", "AC", "TIMOB").stream()
            .flatMap(project -> TitaniumIssues.raw(project).stream())
            .toList();
    publish(issues);
    settled(TEAM, issues.size());

    ReplayRun same = shadow();
    assertThat(same.err()).isEmpty();
    assertThat(same.out()).contains("Live and rebuilt are the same.");
    assertThat(same.code()).isZero();

    Long planted =
        database
            .sql(
                """
                update issue_fact set points = 13 where team_id = $1 and issue_id = (
                  select max(issue_id) from issue_fact where team_id = $1)
                returning issue_id
                """)
            .bind(0, TEAM)
            .mapValue(Long.class)
            .one()
            .contextWrite(TeamScope.of(TEAM))
            .block(PATIENCE);
    Path file = directory.resolve("differences.json");
    ReplayRun found = shadow("--json=" + file);
    assertThat(found.code()).isEqualTo(1);
    assertThat(ReplayRun.differences(file))
        .containsExactly("issue_fact {\"issue_id\":" + planted + "} points live 13");

    long begin = System.nanoTime();
    int records = topics().records(Topic.JIRA_ISSUES).size();
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf(
        "metrics, %d issues: %sA bare consumer: %d records of jira.issues in %.1f s, %.0f a"
            + " second.%n",
        issues.size(), same.out(), records, seconds, records / seconds);
  }

  private ReplayRun shadow(String... options) {
    return ReplayRun.of(
        MetricsApplication.class,
        stack(),
        Stream.concat(Stream.of("--shadow", "--team=" + TEAM), Stream.of(options))
            .toArray(String[]::new));
  }

  private static void publish(List<JsonNode> issues) {
    topics()
        .publish(
            issues.stream()
                .map(issue -> new IssueUpserted(TEAM, 1, TitaniumIssues.issue(issue)))
                .toList());
    var sprints = new TreeMap<Long, SprintState>();
    issues.stream()
        .flatMap(issue -> TitaniumIssues.sprints(issue).stream())
        .map(TitaniumIssues::sprint)
        .forEach(sprint -> sprints.put(sprint.id(), sprint));
    topics()
        .publish(
            sprints.values().stream().map(sprint -> new SprintUpserted(TEAM, 1, sprint)).toList());
  }
}
