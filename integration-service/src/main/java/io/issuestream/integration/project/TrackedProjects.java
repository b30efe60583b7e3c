package io.issuestream.integration.project;

import io.issuestream.integration.database.Row;
import io.issuestream.jira.JiraProject;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** The table of tracked projects. */
@Repository
public class TrackedProjects {

  /** The channel that tells a team's status has changed; its payload is the team. */
  public static final String CHANNEL = "issuestream_sync_status";

  private final DatabaseClient database;

  TrackedProjects(DatabaseClient database) {
    this.database = database;
  }

  /** Every project a team tracks or once tracked, by key. */
  public Flux<TrackedProject> all(String teamId) {
    return database
        .sql("select * from tracked_project where team_id = $1 order by jira_project_key")
        .bind(0, teamId)
        .map(TrackedProjects::project)
        .all();
  }

  /** The projects a team tracks now, by key. */
  public Flux<TrackedProject> active(String teamId) {
    return database
        .sql(
            """
            select * from tracked_project where team_id = $1 and active order by jira_project_key
            """)
        .bind(0, teamId)
        .map(TrackedProjects::project)
        .all();
  }

  /** Tracks projects; gives those that were not, or under another name or connection. */
  Flux<TrackedProject> track(String teamId, String connectionId, Collection<JiraProject> projects) {
    List<JiraProject> rows = List.copyOf(projects);
    return database
        .sql(
            """
            with changed as (
              insert into tracked_project as t (team_id, jira_project_id, connection_id,
                jira_project_key, name, active, revision, sync_status)
              select $1, id, $2, key, name, true, 1, 'pending'
              from unnest($3::text[], $4::text[], $5::text[]) as p(id, key, name)
              order by id
              on conflict (team_id, jira_project_id) do update set
                connection_id = excluded.connection_id, active = true, revision = t.revision + 1,
                jira_project_key = excluded.jira_project_key, name = excluded.name,
                sync_status = case
                  when t.active and t.connection_id = excluded.connection_id then t.sync_status
                  else 'pending' end,
                last_sync_error = case when t.active then t.last_sync_error end,
                next_attempt_at = case when t.active then t.next_attempt_at end,
                tracked_at = case when t.active then t.tracked_at else clock_timestamp() end
              where not t.active or t.connection_id <> excluded.connection_id
                or t.jira_project_key <> excluded.jira_project_key or t.name <> excluded.name
              returning t.*),
            told as (select pg_notify($6, $1) from (select 1 from changed limit 1) c)
            select c.* from changed c left join told on true order by c.jira_project_id
            """)
        .bind(0, teamId)
        .bind(1, connectionId)
        .bind(2, rows.stream().map(JiraProject::id).toArray(String[]::new))
        .bind(3, rows.stream().map(JiraProject::key).toArray(String[]::new))
        .bind(4, rows.stream().map(JiraProject::name).toArray(String[]::new))
        .bind(5, CHANNEL)
        .map(TrackedProjects::project)
        .all();
  }

  /** Stops tracking one project; gives it if it was tracked. */
  Flux<TrackedProject> untrack(String teamId, String jiraProjectId) {
    return untrack(teamId, "jira_project_id = any($2)", new String[] {jiraProjectId});
  }

  /** Stops tracking all but these; gives those that were tracked. */
  Flux<TrackedProject> untrackAllBut(String teamId, Collection<String> jiraProjectIds) {
    return untrack(teamId, "jira_project_id <> all($2)", jiraProjectIds.toArray(String[]::new));
  }

  private Flux<TrackedProject> untrack(String teamId, String which, String[] ids) {
    return database
        .sql(
            """
            with changed as (
              update tracked_project t set active = false, revision = t.revision + 1,
                next_attempt_at = null
              where team_id = $1 and active and %s
              returning t.*),
            told as (select pg_notify($3, $1) from (select 1 from changed limit 1) c)
            select c.* from changed c left join told on true order by c.jira_project_id
            """
                .formatted(which))
        .bind(0, teamId)
        .bind(1, ids)
        .bind(2, CHANNEL)
        .map(TrackedProjects::project)
        .all();
  }

  private static TrackedProject project(Readable columns) {
    var row = new Row(columns);
    return new TrackedProject(
        row.text("team_id"),
        row.text("jira_project_id"),
        row.text("connection_id"),
        row.text("jira_project_key"),
        row.text("name"),
        row.flag("active"),
        row.number("revision"),
        SyncStatus.named(row.text("sync_status")),
        row.instantOrNull("last_sync_at"),
        row.textOrNull("last_sync_error"),
        row.instantOrNull("next_attempt_at"));
  }
}
