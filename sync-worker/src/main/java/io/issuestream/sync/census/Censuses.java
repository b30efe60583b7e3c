package io.issuestream.sync.census;

import io.issuestream.sync.sql.Column;
import io.issuestream.sync.sql.Value;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The last census of each project, and what is stored to be compared. */
@Repository
public class Censuses {

  private final DatabaseClient database;

  Censuses(DatabaseClient database) {
    this.database = database;
  }

  /**
   * How many issues of a project are held.
   *
   * @param unread issues that are known and could not be read or stored
   */
  public record Held(long visible, long hidden, long unread) {}

  /**
   * A range of ids and how many visible issues are held in it.
   *
   * @param afterId exclusive
   * @param toId inclusive; null for the range that is open at its end
   */
  public record Range(long afterId, @Nullable Long toId, long visible) {}

  /**
   * Hidden issues that are not settled.
   *
   * @param missed those that an earlier census missed
   * @param veiled those that were hidden with their whole project
   */
  public record Hidden(Set<Long> missed, Set<Long> veiled) {}

  /** The last census of a project; empty before the first. */
  public Mono<CensusResult> last(String teamId, String projectId) {
    return database
        .sql("select * from census where team_id = $1 and project_id = $2")
        .bind(0, teamId)
        .bind(1, projectId)
        .map(CensusResult::of)
        .one();
  }

  /** The last census of each of a team's projects. */
  Flux<CensusResult> list(String teamId) {
    return database
        .sql("select * from census where team_id = $1 order by project_id")
        .bind(0, teamId)
        .map(CensusResult::of)
        .all();
  }

  /** What is held of a project. */
  public Mono<Held> held(String teamId, String projectId) {
    return database
        .sql(
            """
            select count(*) filter (where visibility = 'visible') as visible,
                   count(*) filter (where visibility = 'hidden') as hidden,
                   (select count(*) from failed_issue f
                    where f.team_id = $1 and f.project_id = $2 and f.jira_id is not null
                      and not exists (
                        select 1 from issue i where i.team_id = f.team_id and i.jira_id = f.jira_id
                          and not i.deleted and i.visibility = 'visible')) as unread
            from issue where team_id = $1 and project_id = $2 and not deleted
            """)
        .bind(0, teamId)
        .bind(1, projectId)
        .map(row ->
            new Held(
                Column.of(row, "visible", Long.class),
                Column.of(row, "hidden", Long.class),
                Column.of(row, "unread", Long.class)))
        .one();
  }

  /** Cuts what is held of a project into ranges of about equal counts that cover all ids. */
  public Mono<List<Range>> ranges(String teamId, String projectId, int count) {
    return database
        .sql(
            """
            select max(jira_id) as to_id, count(*) as visible from (
              select jira_id, ntile($3) over (order by jira_id) as part from issue
              where team_id = $1 and project_id = $2 and not deleted and visibility = 'visible') parts
            group by part order by part
            """)
        .bind(0, teamId)
        .bind(1, projectId)
        .bind(2, count)
        .map(row ->
            new Range(
                0, Column.of(row, "to_id", Long.class), Column.of(row, "visible", Long.class)))
        .all()
        .collectList()
        .map(Censuses::adjoining);
  }

  private static List<Range> adjoining(List<Range> ends) {
    if (ends.isEmpty()) {
      return List.of(new Range(0, null, 0));
    }
    Range[] ranges = new Range[ends.size()];
    long before = 0;
    for (int i = 0; i < ranges.length; i++) {
      Range end = ends.get(i);
      ranges[i] = new Range(before, i == ranges.length - 1 ? null : end.toId(), end.visible());
      before = end.toId() == null ? before : end.toId();
    }
    return List.of(ranges);
  }

  /** The ids of visible issues held in a range. */
  public Mono<Set<Long>> ids(String teamId, String projectId, Range range) {
    return database
        .sql(
            """
            select jira_id from issue
            where team_id = $1 and project_id = $2 and not deleted and visibility = 'visible'
              and jira_id > $3 and ($4::bigint is null or jira_id <= $4)
            """)
        .bind(0, teamId)
        .bind(1, projectId)
        .bind(2, range.afterId())
        .bind(3, Value.orNull(range.toId(), Long.class))
        .mapValue(Long.class)
        .all()
        .collect(Collectors.toSet());
  }

  /** The numbers of issues that are known and could not be read or stored. */
  public Mono<List<Long>> unread(String teamId, String projectId) {
    return database
        .sql(
            """
            select jira_id from failed_issue
            where team_id = $1 and project_id = $2 and jira_id is not null
            """)
        .bind(0, teamId)
        .bind(1, projectId)
        .mapValue(Long.class)
        .all()
        .collectList();
  }

  /** A project's hidden issues. */
  public Mono<Hidden> hidden(String teamId, String projectId) {
    return database
        .sql(
            """
            select jira_id, absent_censuses > 0 as missed from issue
            where team_id = $1 and project_id = $2 and visibility = 'hidden' and not deleted
            """)
        .bind(0, teamId)
        .bind(1, projectId)
        .map(row ->
            Map.entry(
                Column.of(row, "jira_id", Long.class), Column.of(row, "missed", Boolean.class)))
        .all()
        .collect(
            () -> new Hidden(new HashSet<>(), new HashSet<>()),
            (hidden, one) ->
                (one.getValue() ? hidden.missed() : hidden.veiled()).add(one.getKey()));
  }

  /** Keeps a census in the place of the one before; an admin's word is used up by it. */
  public Mono<Void> record(String teamId, CensusResult result) {
    return database
        .sql(
            """
            insert into census as c
              (team_id, project_id, run_id, taken_at, swept_at, in_jira, stored, hidden, repaired, newly_hidden,
               deleted, moved, vanished, calls)
            values ($1, $2, $3, $4, $5::timestamptz, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            on conflict (team_id, project_id) do update
              set run_id = excluded.run_id, taken_at = excluded.taken_at,
                  swept_at = coalesce(excluded.swept_at, c.swept_at), in_jira = excluded.in_jira,
                  stored = excluded.stored, hidden = excluded.hidden, repaired = excluded.repaired,
                  newly_hidden = excluded.newly_hidden, deleted = excluded.deleted, moved = excluded.moved,
                  vanished = excluded.vanished, calls = excluded.calls,
                  -- A word given while this census went on is for the next one.
                  confirmed_by = case when c.confirmed_by is distinct from $15 then c.confirmed_by end,
                  confirmed_at = case when c.confirmed_by is distinct from $15 then c.confirmed_at end
            """)
        .bind(0, teamId)
        .bind(1, result.projectId())
        .bind(2, result.runId())
        .bind(3, result.takenAt())
        .bind(4, Value.orNull(result.sweptAt(), Instant.class))
        .bind(5, result.inJira())
        .bind(6, result.stored())
        .bind(7, result.hidden())
        .bind(8, result.repaired())
        .bind(9, result.newlyHidden())
        .bind(10, result.deleted())
        .bind(11, result.moved())
        .bind(12, result.vanished())
        .bind(13, result.calls())
        .bind(14, Value.orNull(result.confirmedBy(), String.class))
        .fetch()
        .rowsUpdated()
        .then();
  }

  /** An admin says that what vanished may go; empty where nothing waits for that. */
  Mono<CensusResult> confirm(String teamId, String projectId, String who) {
    return database
        .sql(
            """
            update census set confirmed_by = $3, confirmed_at = clock_timestamp()
            where team_id = $1 and project_id = $2 and vanished > 0 returning *
            """)
        .bind(0, teamId)
        .bind(1, projectId)
        .bind(2, who)
        .map(CensusResult::of)
        .one();
  }
}
