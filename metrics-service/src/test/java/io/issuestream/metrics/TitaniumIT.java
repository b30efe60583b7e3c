package io.issuestream.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.issue.IssueUpserted;
import io.issuestream.contracts.metrics.Basis;
import io.issuestream.contracts.metrics.FlowMetricsUpdated;
import io.issuestream.contracts.metrics.SprintMetrics;
import io.issuestream.contracts.metrics.SprintMetricsUpdated;
import io.issuestream.contracts.sprint.SprintState;
import io.issuestream.contracts.sprint.SprintUpserted;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Real issues of several projects that share sprints, without a changelog, counted twice. */
class TitaniumIT extends RunningMetricsService {

  @Test
  void countsSprintMembersAsTheDataDo() {
    counts("small", List.of("ALOY", "DAEMON", "MOD"));
  }

  @Test
  @Tag("proof")
  void countsSprintMembersOfAllProjects() {
    counts("all", List.of("ALOY", "DAEMON", "MOD", "AC", "TIMOB"));
  }

  private void counts(String team, List<String> projects) {
    assumeThat(Files.isDirectory(TitaniumIssues.directory()))
        .as("the fixtures in %s are not here", TitaniumIssues.directory())
        .isTrue();
    List<JsonNode> issues =
        projects.stream().flatMap(project -> TitaniumIssues.raw(project).stream()).toList();
    long begin = System.nanoTime();
    EventTopics topics = topics();
    topics.publish(
        issues.stream()
            .map(issue -> new IssueUpserted(team, 1, TitaniumIssues.issue(issue)))
            .toList());
    topics.publish(
        sprintsOf(issues).values().stream()
            .map(sprint -> new SprintUpserted(team, 1, sprint))
            .toList());
    settled(team, issues.size());
    System.out.printf(
        "%d issues: figures after %d ms%n",
        issues.size(), Duration.ofNanos(System.nanoTime() - begin).toMillis());
    checkSprints(latest(topics, team), issues);
    checkFlow(topics, team, issues);
  }

  private static void checkSprints(Map<Long, SprintMetrics> metrics, List<JsonNode> issues) {
    Map<Long, Counted> counted = count(issues);
    assertThat(metrics.keySet()).isEqualTo(counted.keySet());
    counted.forEach((sprintId, count) -> {
      SprintMetrics figures = metrics.get(sprintId);
      assertThat(figures).isNotNull();
      assertThat(figures.confidence().issues()).as(figures.name()).isEqualTo(count.members);
      assertThat(figures.confidence().basis()).isEqualTo(Basis.MEMBERSHIP);
      boolean started = !figures.state().toString().equals("future");
      assertThat(figures.committed().issues()).isEqualTo(started ? count.members : 0);
      assertThat(figures.completed().issues() + figures.completedOutside().issues())
          .as("done in %s", figures.name())
          .isBetween(
              started ? count.doneInTime : 0, started ? count.doneInTime + count.undated : 0);
    });
  }

  private static void checkFlow(EventTopics topics, String team, List<JsonNode> issues) {
    long known =
        topics.read(Topic.METRICS_FLOW, FlowMetricsUpdated.class).stream()
            .filter(event -> event.teamId().equals(team))
            .collect(
                java.util.stream.Collectors.toMap(
                    event -> event.metrics().projectKey(),
                    event -> event.metrics().issues(),
                    (earlier, later) -> later))
            .values()
            .stream()
            .mapToLong(Long::longValue)
            .sum();
    assertThat(known).isEqualTo(issues.size());
  }

  /** What the raw issues say, counted without any code of the service. */
  private static final class Counted {
    private long members;
    private long doneInTime;
    private long undated;
  }

  private static Map<Long, Counted> count(List<JsonNode> issues) {
    var counted = new TreeMap<Long, Counted>();
    for (JsonNode issue : issues) {
      JsonNode fields = issue.get("fields");
      boolean done = fields.at("/status/statusCategory/key").asString("").equals("done");
      Instant resolved = TitaniumIssues.at(fields.path("resolutiondate"));
      var named = new HashMap<Long, JsonNode>();
      TitaniumIssues.sprints(issue).forEach(one -> named.put(one.get("id").asLong(), one));
      named.forEach((id, sprint) -> {
        Counted count = counted.computeIfAbsent(id, key -> new Counted());
        Instant end = TitaniumIssues.at(sprint.path("completeDate"));
        count.members++;
        if (done && resolved == null) {
          count.undated++;
        } else if (done && (end == null || !resolved.isAfter(end))) {
          count.doneInTime++;
        }
      });
    }
    return counted;
  }

  private static Map<Long, SprintState> sprintsOf(List<JsonNode> issues) {
    var sprints = new TreeMap<Long, SprintState>();
    issues.stream()
        .flatMap(issue -> TitaniumIssues.sprints(issue).stream())
        .map(TitaniumIssues::sprint)
        .forEach(sprint ->
            sprints.merge(
                sprint.id(),
                sprint,
                (one, other) -> one.state().compareTo(other.state()) >= 0 ? one : other));
    return sprints;
  }

  private static Map<Long, SprintMetrics> latest(EventTopics topics, String team) {
    var latest = new TreeMap<Long, SprintMetrics>();
    Stream<SprintMetricsUpdated> events =
        topics.read(Topic.METRICS_SPRINTS, SprintMetricsUpdated.class).stream()
            .filter(event -> event.teamId().equals(team));
    events.forEach(event -> latest.put(event.metrics().sprintId(), event.metrics()));
    return latest;
  }
}
