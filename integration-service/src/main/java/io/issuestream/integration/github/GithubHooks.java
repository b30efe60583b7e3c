package io.issuestream.integration.github;

import io.issuestream.integration.database.Row;
import io.r2dbc.spi.Readable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of hooks. */
@Repository
class GithubHooks {

  private final DatabaseClient database;

  GithubHooks(DatabaseClient database) {
    this.database = database;
  }

  /** Stores a new hook. */
  Mono<Void> add(GithubHook hook) {
    return database
        .sql(
            """
            insert into github_hook (team_id, hook_id, secret, created_by, created_at)
            values ($1, $2, $3, $4, $5)
            """)
        .bind(0, hook.teamId())
        .bind(1, hook.hookId())
        .bind(2, hook.sealedSecret())
        .bind(3, hook.createdBy())
        .bind(4, hook.createdAt())
        .then();
  }

  /** Whichever team's hook it is; for deliveries, which bring nothing else to find the team by. */
  Mono<GithubHook> byId(String hookId) {
    return database
        .sql("select * from github_hook where hook_id = $1")
        .bind(0, hookId)
        .map(GithubHooks::hook)
        .one();
  }

  /** A team's hooks after an id, in its order. */
  Flux<GithubHook> list(String teamId, String after, int most) {
    return database
        .sql(
            """
            select * from github_hook where team_id = $1 and hook_id > $2 order by hook_id limit $3
            """)
        .bind(0, teamId)
        .bind(1, after)
        .bind(2, most)
        .map(GithubHooks::hook)
        .all();
  }

  Mono<Long> count(String teamId) {
    return database
        .sql("select count(*) as hooks from github_hook where team_id = $1")
        .bind(0, teamId)
        .map(row -> new Row(row).number("hooks"))
        .one();
  }

  /** Removes a hook; false where the team has none such. */
  Mono<Boolean> remove(String teamId, String hookId) {
    return database
        .sql("delete from github_hook where team_id = $1 and hook_id = $2")
        .bind(0, teamId)
        .bind(1, hookId)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows > 0);
  }

  private static GithubHook hook(Readable columns) {
    var row = new Row(columns);
    return new GithubHook(
        row.text("team_id"),
        row.text("hook_id"),
        row.bytes("secret"),
        row.text("created_by"),
        row.instant("created_at"));
  }
}
