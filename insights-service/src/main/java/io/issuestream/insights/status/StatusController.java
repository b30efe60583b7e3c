package io.issuestream.insights.status;

import io.issuestream.edge.Caller;
import io.r2dbc.spi.Readable;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Counts of what is known. */
@RestController
class StatusController {

  private final DatabaseClient database;

  StatusController(DatabaseClient database) {
    this.database = database;
  }

  @GetMapping("/api/v1/insights/status")
  Mono<Status> status(Caller caller) {
    return database
        .sql(
            """
            select (select count(*) from issue where team_id = $1) as issues,
                (select count(*) from pull_request where team_id = $1) as pull_requests,
                (select coalesce(sum(linked_pull_requests), 0)::bigint from pr_linkage where team_id = $1) as linked,
                (select count(*) from insight where team_id = $1 and not resolved) as insights,
                (select count(*) from (
                  select 1 from work_mark where team_id = $1 group by kind, subject) m) as pending
            """)
        .bind(0, caller.team())
        .map(row ->
            new Status(
                number(row, "issues"),
                number(row, "pull_requests"),
                number(row, "linked"),
                number(row, "insights"),
                number(row, "pending")))
        .one();
  }

  private static long number(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, Long.class), column);
  }

  /**
   * What is known of a team.
   *
   * @param issues deleted ones included
   * @param linked pull requests that name a known issue, as of the last figures
   * @param insights those that hold
   * @param pending things to compute anew; 0 when the figures are up to date with what was consumed
   */
  record Status(long issues, long pullRequests, long linked, long insights, long pending) {}
}
