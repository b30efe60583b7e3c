package io.issuestream.sync.run;

import io.issuestream.edge.Caller;
import io.issuestream.edge.Page;
import io.issuestream.edge.Problem;
import io.issuestream.sync.sql.Value;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Reads the team's runs, the latest first. */
@RestController
class SyncRunsController {

  private final DatabaseClient database;

  SyncRunsController(DatabaseClient database) {
    this.database = database;
  }

  @GetMapping("/api/v1/sync-runs")
  Mono<Page<RunView>> list(
      Caller caller,
      @RequestParam(required = false) @Nullable String project,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String after) {
    int size = Page.limit(limit);
    return database
        .sql(
            """
            select r.* from sync_run r
            where r.team_id = $1 and ($2::text is null or r.project_key = $2)
              and ($3::uuid is null or (r.requested_at, r.run_id) <
                (select a.requested_at, a.run_id from sync_run a where a.team_id = $1 and a.run_id = $3))
            order by r.requested_at desc, r.run_id desc limit $4
            """)
        .bind(0, caller.team())
        .bind(1, Value.orNull(project, String.class))
        .bind(2, Value.orNull(id(after), UUID.class))
        .bind(3, size + 1)
        .map(row -> RunView.of(SyncRun.of(row)))
        .all()
        .collectList()
        .map(rows -> Page.of(rows, size, run -> run.runId().toString()));
  }

  private static @Nullable UUID id(@Nullable String after) {
    if (after == null) {
      return null;
    }
    try {
      return UUID.fromString(after);
    } catch (IllegalArgumentException foreign) {
      throw Problem.invalid("after is the next of an earlier answer, or left out.");
    }
  }
}
