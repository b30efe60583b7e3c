package io.issuestream.sync.census;

import io.issuestream.edge.Caller;
import io.issuestream.edge.MayCall;
import io.issuestream.edge.Role;
import io.issuestream.sync.sql.Column;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Tells an sre what Jira counted and what is held now, project by project. */
@RestController
class CensusStandings {

  private final DatabaseClient database;

  CensusStandings(DatabaseClient database) {
    this.database = database;
  }

  /** One item a tracked project. */
  record Listed(List<CensusStanding> items) {}

  @GetMapping("/api/v1/operations/sync-worker/checksums/censuses")
  @MayCall(Role.SRE)
  Mono<Listed> list(Caller caller) {
    return database
        .sql(
            """
            select p.project_id, p.project_key, c.taken_at, c.in_jira, c.vanished,
              (select count(*) from issue i
               where i.team_id = p.team_id and i.project_id = p.project_id
                 and not i.deleted and i.visibility = 'visible') as visible,
              (select count(*) from failed_issue f
               where f.team_id = p.team_id and f.project_id = p.project_id and f.jira_id is not null
                 and not exists (
                   select 1 from issue i where i.team_id = f.team_id and i.jira_id = f.jira_id
                     and not i.deleted and i.visibility = 'visible')) as unread,
              exists (
                select 1 from sync_run r
                where r.team_id = p.team_id and r.project_id = p.project_id
                  and r.started_at > c.taken_at and r.created + r.updated + r.deleted > 0) as changed
            from tracked_project p left join census c using (team_id, project_id)
            where p.team_id = $1 and p.active order by p.project_key
            """)
        .bind(0, caller.team())
        .map(CensusStandings::standing)
        .all()
        .collectList()
        .map(Listed::new);
  }

  private static CensusStanding standing(Readable row) {
    return new CensusStanding(
        Column.of(row, "project_id", String.class),
        Column.of(row, "project_key", String.class),
        row.get("taken_at", Instant.class),
        row.get("in_jira", Long.class),
        row.get("vanished", Long.class),
        Column.of(row, "visible", Long.class),
        Column.of(row, "unread", Long.class),
        Column.of(row, "changed", Boolean.class));
  }
}
