package io.issuestream.sync.sprint;

import io.issuestream.contracts.sprint.SprintPhase;
import io.issuestream.contracts.sprint.SprintState;
import io.issuestream.contracts.sprint.SprintUpserted;
import io.issuestream.jira.JiraSprint;
import io.issuestream.messaging.outbox.Outbox;
import io.issuestream.sync.sql.Column;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The sprints of each team. */
@Repository
public class Sprints {

  private final DatabaseClient database;
  private final Outbox outbox;

  Sprints(DatabaseClient database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
  }

  /**
   * Stores sprints, each at most once in the list, and publishes those that are new or changed; to
   * be called in a transaction. What a board told is not overwritten by what an issue says; board
   * and project once known are kept where the new reading does not know them.
   */
  public Mono<Void> store(String teamId, List<SprintReading> readings) {
    if (readings.isEmpty()) {
      return Mono.empty();
    }
    return database
        .sql(
            """
            insert into sprint as s
              (team_id, sprint_id, board_id, board_name, project_key, name, state, goal,
               start_at, end_at, complete_at, activated_at, source, revision, read_at)
            select $1, sprint_id, board_id, board_name, project_key, name, state, goal,
                   start_at::timestamptz, end_at::timestamptz, complete_at::timestamptz, activated_at::timestamptz,
                   case when by_board then 1 else 0 end, 1, clock_timestamp()
            from unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                        $9::text[], $10::text[], $11::text[], $12::text[], $13::boolean[])
              as t(sprint_id, board_id, board_name, project_key, name, state, goal,
                   start_at, end_at, complete_at, activated_at, by_board)
            order by sprint_id
            on conflict (team_id, sprint_id) do update
              set board_id = coalesce(excluded.board_id, s.board_id),
                  board_name = coalesce(excluded.board_name, s.board_name),
                  project_key = case when excluded.sprint_id = any($14) then excluded.project_key
                                     else coalesce(s.project_key, excluded.project_key) end,
                  name = excluded.name, state = excluded.state, goal = excluded.goal,
                  start_at = excluded.start_at, end_at = excluded.end_at, complete_at = excluded.complete_at,
                  activated_at = coalesce(excluded.activated_at, s.activated_at),
                  source = excluded.source, revision = s.revision + 1, read_at = excluded.read_at, deleted = false
              where s.source <= excluded.source
                and (s.deleted, s.source, s.board_id, s.board_name, s.project_key, s.name, s.state, s.goal,
                     s.start_at, s.end_at, s.complete_at, s.activated_at) is distinct from
                    (false, excluded.source, coalesce(excluded.board_id, s.board_id), coalesce(excluded.board_name, s.board_name),
                     case when excluded.sprint_id = any($14) then excluded.project_key
                          else coalesce(s.project_key, excluded.project_key) end,
                     excluded.name, excluded.state, excluded.goal,
                     excluded.start_at, excluded.end_at, excluded.complete_at,
                     coalesce(excluded.activated_at, s.activated_at))
            returning s.*
            """)
        .bind(0, teamId)
        .bind(1, readings.stream().map(reading -> reading.sprint().id()).toArray(Long[]::new))
        .bind(2, readings.stream().map(reading -> reading.sprint().boardId()).toArray(Long[]::new))
        .bind(3, texts(readings, SprintReading::boardName))
        .bind(4, texts(readings, SprintReading::projectKey))
        .bind(5, texts(readings, reading -> reading.sprint().name()))
        .bind(6, texts(readings, reading -> reading.sprint().state().name()))
        .bind(7, texts(readings, reading -> reading.sprint().goal()))
        .bind(8, times(readings, JiraSprint::start))
        .bind(9, times(readings, JiraSprint::end))
        .bind(10, times(readings, JiraSprint::complete))
        .bind(11, times(readings, JiraSprint::activated))
        .bind(12, readings.stream().map(SprintReading::byBoard).toArray(Boolean[]::new))
        .bind(
            13,
            readings.stream()
                .filter(SprintReading::projectSure)
                .map(reading -> reading.sprint().id())
                .toArray(Long[]::new))
        .map(row -> changed(teamId, row))
        .all()
        .collectList()
        .flatMap(outbox::publish);
  }

  /** Sprints of a board that were not over when they were last read. */
  public Mono<List<Long>> openOf(String teamId, long boardId) {
    return database
        .sql(
            """
            select sprint_id from sprint
            where team_id = $1 and board_id = $2 and state <> 'CLOSED' and not deleted order by sprint_id
            """)
        .bind(0, teamId)
        .bind(1, boardId)
        .mapValue(Long.class)
        .all()
        .collectList();
  }

  /** Publishes that Jira has no such sprint any more; to be called in a transaction. */
  public Mono<Void> deleted(String teamId, long sprintId) {
    return database
        .sql(
            """
            update sprint set deleted = true, revision = revision + 1, read_at = clock_timestamp()
            where team_id = $1 and sprint_id = $2 and not deleted returning *
            """)
        .bind(0, teamId)
        .bind(1, sprintId)
        .map(row -> changed(teamId, row))
        .all()
        .collectList()
        .flatMap(outbox::publish);
  }

  private static SprintUpserted changed(String teamId, Readable row) {
    return new SprintUpserted(
        teamId,
        Column.of(row, "revision", Long.class),
        new SprintState(
            Column.of(row, "sprint_id", Long.class),
            row.get("board_id", Long.class),
            row.get("board_name", String.class),
            row.get("project_key", String.class),
            Column.of(row, "name", String.class),
            SprintPhase.valueOf(Column.of(row, "state", String.class)),
            row.get("goal", String.class),
            row.get("start_at", Instant.class),
            row.get("end_at", Instant.class),
            row.get("complete_at", Instant.class),
            row.get("activated_at", Instant.class),
            Column.of(row, "read_at", Instant.class),
            Column.of(row, "deleted", Boolean.class)));
  }

  private static String[] texts(
      List<SprintReading> readings, Function<SprintReading, @Nullable String> column) {
    return readings.stream()
        .map(column)
        // PostgreSQL's text holds no NUL.
        .map(text -> text == null ? null : text.replace("\0", ""))
        .toArray(String[]::new);
  }

  private static String[] times(
      List<SprintReading> readings, Function<JiraSprint, @Nullable Instant> column) {
    return readings.stream()
        .map(reading -> column.apply(reading.sprint()))
        .map(instant -> instant == null ? null : instant.toString())
        .toArray(String[]::new);
  }
}
