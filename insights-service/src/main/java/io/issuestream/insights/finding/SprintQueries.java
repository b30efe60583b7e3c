package io.issuestream.insights.finding;

import io.issuestream.contracts.metrics.FlowMetrics;
import io.issuestream.contracts.metrics.FlowMetricsUpdated;
import io.issuestream.contracts.metrics.SprintMetrics;
import io.issuestream.contracts.metrics.SprintMetricsUpdated;
import io.issuestream.contracts.sprint.SprintPhase;
import io.issuestream.insights.finding.SprintHistory.OpenWork;
import io.issuestream.messaging.EventJson;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The sprints and the flow that the rules look at. */
@Repository
class SprintQueries {

  /** The newest closed, and the newest active, sprints of each project that are looked at. */
  private static final int NEWEST = 6;

  private final DatabaseClient database;

  SprintQueries(DatabaseClient database) {
    this.database = database;
  }

  /** The newest sprints of each project. */
  Mono<List<SprintHistory>> histories(String teamId) {
    return sprints(teamId)
        .flatMap(sprints -> open(teamId, active(sprints)).map(open -> group(sprints, open)));
  }

  /** The flow metrics of each project. */
  Mono<List<FlowMetrics>> flows(String teamId) {
    return database
        .sql("select event from flow_metrics where team_id = $1 order by project_key")
        .bind(0, teamId)
        .map(row -> EventJson.read(event(row), FlowMetricsUpdated.class).metrics())
        .all()
        .collectList();
  }

  private Mono<List<SprintMetrics>> sprints(String teamId) {
    return database
        .sql(
            """
            select event
            from (
              select event, project_key, state, row_number() over (partition by project_key, state
                  order by coalesce(ends_at, starts_at) desc nulls last, sprint_id desc) as place
              from sprint_metrics where team_id = $1 and state in ('active', 'closed')) s
            where place <= $2 order by project_key, state, place
            """)
        .bind(0, teamId)
        .bind(1, NEWEST)
        .map(row -> EventJson.read(event(row), SprintMetricsUpdated.class).metrics())
        .all()
        .collectList();
  }

  private Mono<List<OpenWork>> open(String teamId, Long[] sprints) {
    return database
        .sql(
            """
            select sprint_id, count(*) as issues, count(*) filter (where story_points is null) as unestimated,
                coalesce(
                  array_agg(issue_key order by place) filter (where story_points is null and place <= 50), '{}') as keys
            from (
              select sprint_id, issue_key, story_points,
                  row_number() over (partition by sprint_id, story_points is null order by issue_id) as place
              from issue
              where team_id = $1 and sprint_id = any($2) and category <> 'done' and not deleted and not subtask) i
            group by sprint_id
            """)
        .bind(0, teamId)
        .bind(1, sprints)
        .map(row ->
            new OpenWork(
                number(row, "sprint_id"),
                number(row, "issues"),
                number(row, "unestimated"),
                List.of(Objects.requireNonNull(row.get("keys", String[].class)))))
        .all()
        .collectList();
  }

  private static Long[] active(List<SprintMetrics> sprints) {
    return sprints.stream()
        .filter(sprint -> sprint.state() == SprintPhase.ACTIVE)
        .map(SprintMetrics::sprintId)
        .toArray(Long[]::new);
  }

  private static List<SprintHistory> group(List<SprintMetrics> sprints, List<OpenWork> open) {
    var byProject = new LinkedHashMap<String, List<SprintMetrics>>();
    for (SprintMetrics sprint : sprints) {
      byProject
          .computeIfAbsent(
              Objects.requireNonNullElse(sprint.projectKey(), ""), key -> new ArrayList<>())
          .add(sprint);
    }
    return byProject.entrySet().stream()
        .map(project ->
            new SprintHistory(
                project.getKey().isEmpty() ? null : project.getKey(),
                project.getValue().stream()
                    .filter(sprint -> sprint.state() == SprintPhase.ACTIVE)
                    .toList(),
                project.getValue().stream()
                    .filter(sprint -> sprint.state() == SprintPhase.CLOSED)
                    .toList(),
                open))
        .toList();
  }

  private static long number(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, Long.class), column);
  }

  private static byte[] event(Readable row) {
    return Objects.requireNonNull(row.get("event", String.class)).getBytes(StandardCharsets.UTF_8);
  }
}
