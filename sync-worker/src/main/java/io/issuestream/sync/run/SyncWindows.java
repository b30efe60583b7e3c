package io.issuestream.sync.run;

import io.issuestream.sync.run.SyncWindow.End;
import io.issuestream.sync.sql.Column;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * The windows of each project's walk. They outlive a run that failed, so that the next one goes on
 * where it stood.
 */
@Repository
public class SyncWindows {

  private final DatabaseClient database;

  SyncWindows(DatabaseClient database) {
    this.database = database;
  }

  /** A project's windows, those that are done too. */
  public Mono<List<SyncWindow>> of(String teamId, String projectId) {
    return database
        .sql(
            """
            select window_no, after_id, to_id, to_number, done from sync_window
            where team_id = $1 and project_id = $2 order by window_no
            """)
        .bind(0, teamId)
        .bind(1, projectId)
        .map(row ->
            new SyncWindow(
                Column.of(row, "window_no", Integer.class),
                Column.of(row, "after_id", Long.class),
                end(row.get("to_id", Long.class), row.get("to_number", Long.class)),
                Column.of(row, "done", Boolean.class)))
        .all()
        .collectList();
  }

  /** Puts these windows in the place of a project's earlier ones. */
  public Mono<Void> replace(String teamId, String projectId, List<SyncWindow> windows) {
    return database
        .sql(
            """
            with old as (
              delete from sync_window where team_id = $1 and project_id = $2 and window_no <> all($3))
            insert into sync_window as w (team_id, project_id, window_no, after_id, to_id, to_number)
            select $1, $2, number, after_id, nullif(to_id, -1), nullif(to_number, -1)
            from unnest($3::int[], $4::bigint[], $5::bigint[], $6::bigint[]) as t(number, after_id, to_id, to_number)
            on conflict (team_id, project_id, window_no) do update
              set after_id = excluded.after_id, to_id = excluded.to_id, to_number = excluded.to_number, done = false
            """)
        .bind(0, teamId)
        .bind(1, projectId)
        .bind(2, windows.stream().map(SyncWindow::number).toArray(Integer[]::new))
        .bind(3, windows.stream().map(SyncWindow::afterId).toArray(Long[]::new))
        .bind(4, ends(windows, SyncWindow.End::id))
        .bind(5, ends(windows, SyncWindow.End::keyNumber))
        .fetch()
        .rowsUpdated()
        .then();
  }

  private static @Nullable End end(@Nullable Long id, @Nullable Long keyNumber) {
    return id == null || keyNumber == null ? null : new End(id, keyNumber);
  }

  private static Long[] ends(List<SyncWindow> windows, ToLongFunction<End> part) {
    return windows.stream()
        .map(SyncWindow::end)
        .map(end -> end == null ? -1L : part.applyAsLong(end))
        .toArray(Long[]::new);
  }

  /** Moves a window's checkpoint; part of the page's transaction. */
  public Mono<Void> advance(String teamId, String projectId, WindowMark mark) {
    return database
        .sql(
            """
            update sync_window set after_id = greatest(after_id, $4), done = done or $5
            where team_id = $1 and project_id = $2 and window_no = $3
            """)
        .bind(0, teamId)
        .bind(1, projectId)
        .bind(2, mark.window())
        .bind(3, mark.afterId())
        .bind(4, mark.done())
        .fetch()
        .rowsUpdated()
        .then();
  }

  /** Gives what a window has behind an issue to a window of its own. */
  public Mono<Void> split(String teamId, String projectId, int number, End at, int upperNumber) {
    return database
        .sql(
            """
            with whole as (
              select to_id, to_number from sync_window
              where team_id = $1 and project_id = $2 and window_no = $3 for update),
            lower as (
              update sync_window set to_id = $4, to_number = $5
              where team_id = $1 and project_id = $2 and window_no = $3)
            insert into sync_window (team_id, project_id, window_no, after_id, to_id, to_number)
            select $1, $2, $6, $4, to_id, to_number from whole
            """)
        .bind(0, teamId)
        .bind(1, projectId)
        .bind(2, number)
        .bind(3, at.id())
        .bind(4, at.keyNumber())
        .bind(5, upperNumber)
        .fetch()
        .rowsUpdated()
        .then();
  }

  /** Forgets a project's windows: its walk is over. */
  public Mono<Void> clear(String teamId, String projectId) {
    return database
        .sql("delete from sync_window where team_id = $1 and project_id = $2")
        .bind(0, teamId)
        .bind(1, projectId)
        .fetch()
        .rowsUpdated()
        .then();
  }
}
