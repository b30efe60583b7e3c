package io.issuestream.metrics.issue;

import static java.util.Objects.requireNonNullElse;

import io.issuestream.contracts.metrics.Amount;
import io.issuestream.metrics.Rows;
import io.issuestream.metrics.flow.FlowFacts;
import io.issuestream.metrics.ledger.Points;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** A project's issues as columns: what its flow is worked out from. */
@Repository
public class ProjectFacts {

  /**
   * One row of arrays instead of a row an issue: decoding 50,000 rows would cost more than the
   * rest.
   */
  private static final String FLOW =
      """
      with f as (
        select newest, resolved, in_progress, has_changelog, changelog_complete, points,
          lead_seconds, cycle_seconds, started_seconds, finished_week
        from issue_fact where team_id = $1 and project_key = $2 and not deleted),
      weeks as (
        select finished_week, count(*)::int as issues, coalesce(sum(points), 0) as points
        from f where finished_week is not null group by finished_week)
      select max(newest) as newest,
        count(*) as issues,
        count(*) filter (where resolved) as resolved,
        count(*) filter (where points is null) as without_estimate,
        count(*) filter (where not has_changelog) as without_changelog,
        count(*) filter (where has_changelog and not changelog_complete) as truncated,
        array_agg(lead_seconds) filter (where lead_seconds is not null) as lead_seconds,
        array_agg(cycle_seconds) filter (where cycle_seconds is not null) as cycle_seconds,
        count(*) filter (where in_progress) as wip_issues,
        coalesce(sum(points) filter (where in_progress), 0) as wip_points,
        array_agg(started_seconds) filter (where in_progress and started_seconds is not null)
          as started_seconds,
        (select array_agg(finished_week order by finished_week) from weeks) as weeks,
        (select array_agg(issues order by finished_week) from weeks) as week_issues,
        (select array_agg(points order by finished_week) from weeks) as week_points
      from f
      """;

  private final DatabaseClient database;

  ProjectFacts(DatabaseClient database) {
    this.database = database;
  }

  /** The columns of a project; empty where it has no issue, or none that is not deleted. */
  public Mono<FlowFacts> flow(String teamId, String projectKey) {
    return database
        .sql(FLOW)
        .bind(0, teamId)
        .bind(1, projectKey)
        .map(ProjectFacts::facts)
        .one()
        .filter(facts -> facts.issues() > 0);
  }

  /** Whether a team has had an issue of this project. */
  public Mono<Boolean> knows(String teamId, String projectKey) {
    return database
        .sql(
            "select exists (select 1 from issue_fact where team_id = $1 and project_key = $2) as known")
        .bind(0, teamId)
        .bind(1, projectKey)
        .mapValue(Boolean.class)
        .one();
  }

  private static FlowFacts facts(Readable row) {
    return new FlowFacts(
        requireNonNullElse(row.get("newest", Instant.class), Instant.EPOCH),
        Rows.number(row, "issues"),
        Rows.number(row, "resolved"),
        Rows.number(row, "without_estimate"),
        Rows.number(row, "without_changelog"),
        Rows.number(row, "truncated"),
        ints(row, "lead_seconds"),
        ints(row, "cycle_seconds"),
        new Amount(
            Rows.number(row, "wip_issues"),
            Points.plain(Rows.value(row, "wip_points", BigDecimal.class))),
        longs(row, "started_seconds"),
        weeks(row));
  }

  private static SortedMap<LocalDate, Amount> weeks(Readable row) {
    var weeks = new TreeMap<LocalDate, Amount>();
    LocalDate[] mondays = row.get("weeks", LocalDate[].class);
    if (mondays != null) {
      Integer[] issues = Rows.value(row, "week_issues", Integer[].class);
      BigDecimal[] points = Rows.value(row, "week_points", BigDecimal[].class);
      for (int week = 0; week < mondays.length; week++) {
        weeks.put(mondays[week], new Amount(issues[week], Points.plain(points[week])));
      }
    }
    return weeks;
  }

  private static long[] ints(Readable row, String column) {
    Integer[] values = row.get(column, Integer[].class);
    return values == null
        ? new long[0]
        : Arrays.stream(values).mapToLong(Integer::longValue).toArray();
  }

  private static long[] longs(Readable row, String column) {
    Long[] values = row.get(column, Long[].class);
    return values == null
        ? new long[0]
        : Arrays.stream(values).mapToLong(Long::longValue).toArray();
  }
}
