package io.issuestream.insights.finding;

import io.issuestream.contracts.metrics.Percentiles;
import io.issuestream.insights.finding.TeamPicture.AgeingIssue;
import io.issuestream.insights.finding.TeamPicture.CycleWindows;
import io.issuestream.insights.finding.TeamPicture.ProjectWork;
import io.issuestream.insights.linkage.RepositoryActivity;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What the issues themselves say about a team's work. */
@Repository
class IssueQueries {

  private final DatabaseClient database;

  IssueQueries(DatabaseClient database) {
    this.database = database;
  }

  /** Whether any issue is known. */
  Mono<Boolean> any(String teamId) {
    return database
        .sql("select exists (select 1 from known_project where team_id = $1)")
        .bind(0, teamId)
        .mapValue(Boolean.class)
        .one();
  }

  /**
   * The projects of which there is something to tell.
   *
   * @param oldestAllowed work that came into progress before is too old
   */
  Mono<List<ProjectWork>> projects(String teamId, Instant oldestAllowed) {
    return Mono.zip(ageing(teamId, oldestAllowed), repeated(teamId), cycles(teamId))
        .map(parts -> {
          var keys = new TreeSet<>(parts.getT1().keySet());
          keys.addAll(parts.getT2().keySet());
          keys.addAll(parts.getT3().keySet());
          return keys.stream()
              .map(key ->
                  project(
                      key,
                      parts.getT1().getOrDefault(key, List.of()),
                      parts.getT2().getOrDefault(key, List.of()),
                      parts.getT3().getOrDefault(key, CycleWindows.NONE)))
              .toList();
        });
  }

  private static ProjectWork project(
      String key, List<Ageing> ageing, List<String> repeated, CycleWindows cycle) {
    long count = ageing.isEmpty() ? 0 : ageing.getFirst().total();
    return new ProjectWork(
        key, count, ageing.stream().map(Ageing::issue).toList(), repeated, cycle);
  }

  private Mono<Map<String, List<Ageing>>> ageing(String teamId, Instant oldestAllowed) {
    return database
        .sql(
            """
            select project_key, issue_key, since, exact, total
            from (
              select project_key, issue_key, since, exact, count(*) over (partition by project_key) as total,
                  row_number() over (partition by project_key order by since, issue_id) as place
              from (
                -- The last change is a moment since which an issue in progress cannot have come into progress.
                select project_key, issue_key, issue_id, coalesce(in_progress_since, updated_at) as since,
                    in_progress_since is not null as exact
                from issue
                where team_id = $1 and category = 'in_progress' and not deleted and visible) i
              where since < $2) a
            where place <= 50 order by project_key, place
            """)
        .bind(0, teamId)
        .bind(1, oldestAllowed)
        .map(row ->
            new Ageing(
                text(row, "project_key"),
                Objects.requireNonNull(row.get("total", Long.class)),
                new AgeingIssue(
                    text(row, "issue_key"),
                    Objects.requireNonNull(row.get("since", Instant.class)),
                    Boolean.TRUE.equals(row.get("exact", Boolean.class)))))
        .all()
        .collect(Collectors.groupingBy(Ageing::projectKey));
  }

  private Mono<Map<String, List<String>>> repeated(String teamId) {
    return database
        .sql(
            """
            select project_key, issue_key
            from (
              select project_key, issue_key,
                  row_number() over (partition by project_key order by cardinality(sprint_ids) desc, issue_id) as place
              from issue
              where team_id = $1 and category <> 'done' and not deleted and cardinality(sprint_ids) >= 3) i
            where place <= 50 order by project_key, place
            """)
        .bind(0, teamId)
        .map(row -> Map.entry(text(row, "project_key"), text(row, "issue_key")))
        .all()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  private Mono<Map<String, CycleWindows>> cycles(String teamId) {
    return database
        .sql(
            """
            select k.project_key, c.*
            from known_project k
            cross join lateral (
              select max(i.done_at) as newest from issue i
              where i.team_id = k.team_id and i.project_key = k.project_key and i.category = 'done' and not i.deleted) n
            cross join lateral (
              select count(*) filter (where recent) as recent_count,
                  percentile_cont(0.5) within group (order by hours) filter (where recent) as recent_median,
                  count(*) filter (where not recent) as earlier_count,
                  percentile_cont(0.5) within group (order by hours) filter (where not recent) as earlier_median
              from (
                select extract(epoch from i.done_at - i.started_at)::float8 / 3600 as hours,
                    i.done_at > n.newest - make_interval(days => $2) as recent
                from issue i
                where i.team_id = k.team_id and i.project_key = k.project_key and i.category = 'done' and not i.deleted
                  and i.done_at > n.newest - make_interval(days => $3) and i.started_at <= i.done_at) w) c
            where k.team_id = $1 and c.recent_count > 0
            """)
        .bind(0, teamId)
        .bind(1, (int) RepositoryActivity.CYCLE_WINDOW.toDays())
        .bind(
            2,
            (int) RepositoryActivity.CYCLE_WINDOW.plus(RepositoryActivity.EARLIER_WINDOW).toDays())
        .map(row ->
            Map.entry(
                text(row, "project_key"),
                new CycleWindows(median(row, "recent"), median(row, "earlier"))))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private static Percentiles median(Readable row, String window) {
    long count = Objects.requireNonNull(row.get(window + "_count", Long.class));
    @Nullable Double median = row.get(window + "_median", Double.class);
    return median == null
        ? Percentiles.NONE
        : new Percentiles(
            count, BigDecimal.valueOf(median).setScale(2, RoundingMode.HALF_UP), null, null);
  }

  private static String text(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, String.class), column);
  }

  private record Ageing(String projectKey, long total, AgeingIssue issue) {}
}
