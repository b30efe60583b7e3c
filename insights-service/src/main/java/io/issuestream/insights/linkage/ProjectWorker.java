package io.issuestream.insights.linkage;

import io.issuestream.insights.work.WorkItem;
import io.issuestream.insights.work.WorkKind;
import io.issuestream.insights.work.WorkMarks;
import io.issuestream.insights.work.Worker;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Marks the repositories that name issues of a changed project, by their keys or by keys that they
 * bore in another project: figures count the issues of the projects that the named ones are in now.
 *
 * <p>A key of this project may stand for an issue that has moved since; then the project that it is
 * in now has changed too.
 *
 * <p>The change itself cannot: a pull request that is committed at the same moment is not visible
 * to it, nor it to the pull request. Here both are.
 */
@Component
class ProjectWorker implements Worker {

  private final DatabaseClient database;

  ProjectWorker(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public WorkKind kind() {
    return WorkKind.PROJECT;
  }

  @Override
  public Mono<Void> work(WorkItem item) {
    return WorkMarks.traced(trace ->
        database
            .sql(
                """
                with moved as (
                  select n.issue_key, i.project_key
                  from issue_name n join issue i on i.team_id = n.team_id and i.issue_id = n.issue_id
                  where n.team_id = $1 and n.rank in (1, 3)),
                changed as (
                  select $2 as project_key
                  union
                  select project_key from moved where regexp_replace(issue_key, '-[0-9]+$', '') = $2),
                repositories as (
                  select p.repository from repository_project p join changed c on c.project_key = p.project_key
                  where p.team_id = $1
                  union
                  select p.repository from moved m join changed c on c.project_key = m.project_key
                  join pull_request_key k on k.team_id = $1 and k.named_key = m.issue_key
                  join pull_request p on p.team_id = k.team_id and p.pull_request_id = k.pull_request_id),
                marks as (
                  insert into work_mark (team_id, kind, subject, traceparent)
                  select $1, 'linkage', repository, $4 from repositories
                  returning 1)
                select pg_notify($3, '') from (select count(*) as n from marks) c where c.n > 0
                """)
            .bind(0, item.teamId())
            .bind(1, item.subject())
            .bind(2, WorkMarks.CHANNEL)
            .bind(3, trace)
            .then());
  }
}
