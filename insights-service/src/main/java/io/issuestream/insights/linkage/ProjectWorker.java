package io.issuestream.insights.linkage;

import io.issuestream.insights.work.WorkItem;
import io.issuestream.insights.work.WorkKind;
import io.issuestream.insights.work.WorkMarks;
import io.issuestream.insights.work.Worker;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Marks the repositories that name issues of a changed project.
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
    return database
        .sql(
            """
            with marks as (
              insert into work_mark (team_id, kind, subject)
              select team_id, 'linkage', repository from repository_project where team_id = $1 and project_key = $2
              returning 1)
            select pg_notify($3, '') from (select count(*) as n from marks) c where c.n > 0
            """)
        .bind(0, item.teamId())
        .bind(1, item.subject())
        .bind(2, WorkMarks.CHANNEL)
        .then();
  }
}
