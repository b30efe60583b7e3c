package io.issuestream.integration.github.connection;

import io.issuestream.integration.database.Row;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The table of connections to GitHub: one per team. */
@Repository
public class GithubConnections {

  private final DatabaseClient database;

  GithubConnections(DatabaseClient database) {
    this.database = database;
  }

  /** The team's connection; or empty. */
  public Mono<GithubConnection> of(String teamId) {
    return one(teamId, "");
  }

  /** The same, locked until the transaction ends. */
  Mono<GithubConnection> locked(String teamId) {
    return one(teamId, "for update");
  }

  private Mono<GithubConnection> one(String teamId, String lock) {
    return database
        .sql(
            """
            select *, coalesce(greatest(0,
                ceil(extract(epoch from paused_until - clock_timestamp()) * 1000)), 0)::bigint
              as pause_ms
            from github_connection where team_id = $1
            """
                + lock)
        .bind(0, teamId)
        .map(GithubConnections::connection)
        .one();
  }

  /** Writes it; false where the team was connected by another at the same moment. */
  Mono<Boolean> put(GithubConnection connection, String changedBy) {
    return database
        .sql(
            """
            insert into github_connection as c (team_id, connection_id, authentication, account,
              credential, credential_version, changed_by, changed_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (team_id) do update set
              authentication = excluded.authentication, account = excluded.account,
              credential = excluded.credential,
              credential_version = excluded.credential_version, rejected = false,
              changed_by = excluded.changed_by, changed_at = excluded.changed_at
            where c.connection_id = excluded.connection_id
            """)
        .bind(0, connection.teamId())
        .bind(1, connection.connectionId())
        .bind(2, connection.authentication())
        .bind(3, connection.account())
        .bind(4, connection.credential())
        .bind(5, connection.credentialVersion())
        .bind(6, changedBy)
        .bind(7, connection.changedAt())
        .fetch()
        .rowsUpdated()
        .map(rows -> rows > 0);
  }

  /** Removes it with its credentials. */
  Mono<Void> remove(String teamId) {
    return database
        .sql("delete from github_connection where team_id = $1")
        .bind(0, teamId)
        .fetch()
        .rowsUpdated()
        .then();
  }

  /** Notes that GitHub refused, or took again, the credentials of a version. */
  public Mono<Void> rejected(GithubConnection connection, boolean rejected) {
    return database
        .sql(
            """
            update github_connection set rejected = $4
            where team_id = $1 and connection_id = $2 and credential_version = $3
              and rejected <> $4
            """)
        .bind(0, connection.teamId())
        .bind(1, connection.connectionId())
        .bind(2, connection.credentialVersion())
        .bind(3, rejected)
        .fetch()
        .rowsUpdated()
        .then();
  }

  /** Notes that GitHub told us to wait; never shortens a wait. */
  Mono<Void> paused(String teamId, String connectionId, Duration wait) {
    return database
        .sql(
            """
            update github_connection set paused_until = greatest(paused_until,
              clock_timestamp() + $3 * interval '1 millisecond')
            where team_id = $1 and connection_id = $2
            """)
        .bind(0, teamId)
        .bind(1, connectionId)
        .bind(2, wait.toMillis())
        .fetch()
        .rowsUpdated()
        .then();
  }

  private static GithubConnection connection(Readable columns) {
    var row = new Row(columns);
    return new GithubConnection(
        row.text("team_id"),
        row.text("connection_id"),
        row.text("authentication"),
        row.text("account"),
        row.bytes("credential"),
        row.number("credential_version"),
        row.flag("rejected"),
        row.instant("changed_at"),
        Duration.ofMillis(row.number("pause_ms")));
  }
}
