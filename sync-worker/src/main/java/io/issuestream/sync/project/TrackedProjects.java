package io.issuestream.sync.project;

import io.issuestream.contracts.project.ProjectEvent;
import io.issuestream.contracts.project.ProjectState;
import io.issuestream.sync.SyncProperties;
import io.issuestream.sync.sql.Column;
import io.issuestream.sync.sql.Value;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The projects known, each at its highest revision. */
@Repository
public class TrackedProjects {

  private final DatabaseClient database;
  private final Duration interval;

  TrackedProjects(DatabaseClient database, SyncProperties properties) {
    this.database = database;
    this.interval = Duration.ofMinutes(properties.intervalMinutes());
  }

  /** Takes a project over; empty where a later state is already known. */
  public Mono<ProjectChange> store(ProjectEvent event) {
    ProjectState project = event.project();
    return database
        .sql(
            """
            with before as (
              select active from tracked_project where team_id = $1 and project_id = $2)
            insert into tracked_project as p
              (team_id, project_id, connection_id, project_key, name, active, revision, next_due)
            values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp() + $8::interval)
            on conflict (team_id, project_id) do update
              set connection_id = excluded.connection_id, project_key = excluded.project_key,
                  name = excluded.name, active = excluded.active, revision = excluded.revision,
                  next_due = excluded.next_due
              where p.revision < excluded.revision
            returning active, coalesce((select active from before), false) as was_active
            """)
        .bind(0, event.teamId())
        .bind(1, project.jiraProjectId())
        .bind(2, project.connectionId())
        .bind(3, project.jiraProjectKey())
        .bind(4, project.name())
        .bind(5, project.active())
        .bind(6, event.revision())
        .bind(7, interval.toString())
        .map(row -> change(row, event.teamId(), project))
        .one();
  }

  private static ProjectChange change(Readable row, String teamId, ProjectState project) {
    boolean active = Column.of(row, "active", Boolean.class);
    boolean was = Column.of(row, "was_active", Boolean.class);
    return new ProjectChange(
        teamId, project.jiraProjectId(), active && !was && project.startAtOnce(), was && !active);
  }

  /** One project of a team. */
  public Mono<TrackedProject> find(String teamId, String projectId) {
    return database
        .sql(
            """
            select team_id, project_id, project_key, watermark, field_basis, hidden,
                   sprint_fields, epic_fields, estimate_fields, field_names
            from tracked_project where team_id = $1 and project_id = $2
            """)
        .bind(0, teamId)
        .bind(1, projectId)
        .map(TrackedProjects::project)
        .one();
  }

  private static TrackedProject project(Readable row) {
    return new TrackedProject(
        Column.of(row, "team_id", String.class),
        Column.of(row, "project_id", String.class),
        Column.of(row, "project_key", String.class),
        row.get("watermark", Instant.class),
        row.get("field_basis", String.class),
        Column.of(row, "hidden", Boolean.class),
        basis(row));
  }

  private static @Nullable FieldBasis basis(Readable row) {
    String @Nullable [] sprint = row.get("sprint_fields", String[].class);
    String @Nullable [] epic = row.get("epic_fields", String[].class);
    String @Nullable [] estimate = row.get("estimate_fields", String[].class);
    String @Nullable [] names = row.get("field_names", String[].class);
    return sprint == null || epic == null || estimate == null || names == null
        ? null
        : new FieldBasis(
            List.of(sprint), List.of(epic), List.of(estimate), FieldBasis.names(names));
  }

  /** Keeps which fields were found. */
  public Mono<Void> found(String teamId, String projectId, FieldBasis basis) {
    return database
        .sql(
            """
            update tracked_project
            set sprint_fields = $3, epic_fields = $4, estimate_fields = $5, field_names = $6
            where team_id = $1 and project_id = $2
            """)
        .bind(0, teamId)
        .bind(1, projectId)
        .bind(2, basis.sprintFields().toArray(String[]::new))
        .bind(3, basis.epicFields().toArray(String[]::new))
        .bind(4, basis.estimateFields().toArray(String[]::new))
        .bind(5, basis.namesAsText())
        .fetch()
        .rowsUpdated()
        .then();
  }

  /**
   * Moves the watermark forward, never back; says which fields it holds for, and that Jira shows
   * it.
   */
  public Mono<Void> read(
      String teamId, String projectId, @Nullable Instant watermark, String basis) {
    return database
        .sql(
            """
            update tracked_project
            set watermark = greatest(watermark, $3::timestamptz), field_basis = $4, hidden = false
            where team_id = $1 and project_id = $2
            """)
        .bind(0, teamId)
        .bind(1, projectId)
        .bind(2, Value.orNull(watermark, Instant.class))
        .bind(3, basis)
        .fetch()
        .rowsUpdated()
        .then();
  }

  /**
   * The projects whose interval is over, each to one caller only; their next time is an interval
   * from now.
   */
  public Flux<DueProject> takeDue(int limit) {
    return database
        .sql(
            """
            with due as (
              select team_id, project_id from tracked_project
              where active and next_due <= clock_timestamp()
                -- While a connection waits to be reconnected its projects rest.
                and not exists (
                  select 1 from jira_connection c
                  where c.team_id = tracked_project.team_id
                    and c.connection_id = tracked_project.connection_id and not c.active)
              order by next_due limit $1 for update skip locked)
            update tracked_project p set next_due = clock_timestamp() + $2::interval
            from due where p.team_id = due.team_id and p.project_id = due.project_id
            returning p.team_id, p.project_id
            """)
        .bind(0, limit)
        .bind(1, interval.toString())
        .map(row ->
            new DueProject(
                Column.of(row, "team_id", String.class),
                Column.of(row, "project_id", String.class)))
        .all();
  }

  /** Notes that Jira does not show a project. */
  public Mono<Void> hidden(String teamId, String projectId) {
    return database
        .sql("update tracked_project set hidden = true where team_id = $1 and project_id = $2")
        .bind(0, teamId)
        .bind(1, projectId)
        .fetch()
        .rowsUpdated()
        .then();
  }

  /** The active projects of a connection. */
  public Flux<String> activeOf(String teamId, String connectionId) {
    return database
        .sql(
            """
            select project_id from tracked_project
            where team_id = $1 and connection_id = $2 and active order by project_id
            """)
        .bind(0, teamId)
        .bind(1, connectionId)
        .mapValue(String.class)
        .all();
  }

  /** A project to be synced now. */
  public record DueProject(String teamId, String projectId) {}

  /**
   * What taking an event over meant.
   *
   * @param starts whether the project was selected now and its sync starts at once
   * @param stops whether it was deselected now
   */
  public record ProjectChange(String teamId, String projectId, boolean starts, boolean stops) {}
}
