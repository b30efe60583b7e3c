package io.issuestream.integration.sync;

import io.issuestream.contracts.Event;
import io.issuestream.contracts.EventTypes;
import io.issuestream.contracts.sync.SyncProgress;
import io.issuestream.contracts.sync.SyncProgressEvent;
import io.issuestream.integration.database.Row;
import io.issuestream.integration.project.TrackedProjects;
import io.issuestream.messaging.EventJson;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * The read model of {@code jira.sync-progress}: one row per project, and the project's own columns.
 */
@Repository
class SyncProgresses {

  private final DatabaseClient database;

  SyncProgresses(DatabaseClient database) {
    this.database = database;
  }

  /** One event as it came. */
  record Heard(SyncProgressEvent event, byte[] data) {

    /** As text, because the driver takes no array of bytes. */
    String json() {
      return new String(data, StandardCharsets.UTF_8);
    }
  }

  /** Takes events in; one that is not newer than what is held changes nothing. */
  Mono<Void> put(Collection<Heard> heard) {
    List<Heard> rows = List.copyOf(heard);
    return database
        .sql(
            """
            with incoming as (
              select * from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[],
                  $6::text[], $7::timestamptz[], $8::text[], $9::timestamptz[])
                as t(team_id, jira_project_id, revision, type, data, sync_status, last_sync_at,
                  last_sync_error, next_attempt_at)),
            newer as (
              insert into sync_progress as s (team_id, jira_project_id, revision, type, data)
              select team_id, jira_project_id, revision, type, convert_to(data, 'UTF8')
              from incoming
              on conflict (team_id, jira_project_id) do update set
                revision = excluded.revision, type = excluded.type, data = excluded.data
              where s.revision < excluded.revision
              returning team_id, jira_project_id),
            shown as (
              update tracked_project p set sync_status = i.sync_status,
                last_sync_at = coalesce(i.last_sync_at, p.last_sync_at),
                last_sync_error = i.last_sync_error, next_attempt_at = i.next_attempt_at
              from incoming i join newer using (team_id, jira_project_id)
              where p.team_id = i.team_id and p.jira_project_id = i.jira_project_id
              returning p.team_id)
            select pg_notify($10, team_id) from (select distinct team_id from shown) t
            """)
        .bind(0, column(rows, one -> one.event().teamId()).toArray(String[]::new))
        .bind(1, column(rows, one -> one.event().aggregateId()).toArray(String[]::new))
        .bind(2, column(rows, one -> one.event().revision()).toArray(Long[]::new))
        .bind(
            3,
            column(rows, one -> EventTypes.nameOf(one.event().getClass())).toArray(String[]::new))
        .bind(4, column(rows, Heard::json).toArray(String[]::new))
        .bind(5, column(rows, one -> status(one.event())).toArray(String[]::new))
        .bind(6, column(rows, one -> one.event().progress().lastSyncAt()).toArray(Instant[]::new))
        .bind(7, column(rows, one -> one.event().progress().error()).toArray(String[]::new))
        .bind(
            8, column(rows, one -> one.event().progress().nextAttemptAt()).toArray(Instant[]::new))
        .bind(9, TrackedProjects.CHANNEL)
        .fetch()
        .all()
        .then();
  }

  /** What was last heard of each of a team's projects, by Jira's project id. */
  Mono<Map<String, SyncProgress>> of(String teamId) {
    return database
        .sql("select jira_project_id, type, data from sync_progress where team_id = $1")
        .bind(0, teamId)
        .map(SyncProgresses::progress)
        .all()
        .collectMap(SyncProgress::jiraProjectId);
  }

  private static SyncProgress progress(Readable columns) {
    var row = new Row(columns);
    Class<? extends Event> type =
        EventTypes.byName(row.text("type"))
            .orElseThrow(() -> new IllegalStateException("Unknown type " + row.text("type")));
    return EventJson.read(row.bytes("data"), type.asSubclass(SyncProgressEvent.class)).progress();
  }

  private static String status(SyncProgressEvent event) {
    return ProjectProgress.statusOf(event.progress()).toString();
  }

  private static <T extends @Nullable Object> Stream<T> column(
      List<Heard> rows, Function<Heard, T> value) {
    return rows.stream().map(value);
  }
}
