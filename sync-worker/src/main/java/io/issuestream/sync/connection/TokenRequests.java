package io.issuestream.sync.connection;

import io.issuestream.contracts.connection.AccessTokenRequested;
import io.issuestream.messaging.outbox.Outbox;
import io.issuestream.tenancy.TeamScope;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Asks for newer credentials. */
@Repository
class TokenRequests {

  private final DatabaseClient database;
  private final Outbox outbox;
  private final TransactionalOperator transaction;

  TokenRequests(DatabaseClient database, Outbox outbox, TransactionalOperator transaction) {
    this.database = database;
    this.outbox = outbox;
    this.transaction = transaction;
  }

  /** Asks, unless that was done for this version within the last seconds by whomever. */
  Mono<Void> ask(String teamId, String connectionId, long staleVersion) {
    return database
        .sql(
            """
            insert into token_request as r (team_id, connection_id, stale_version, revision, asked_at)
            values ($1, $2, $3, 1, clock_timestamp())
            on conflict (team_id, connection_id) do update
              set stale_version = excluded.stale_version, revision = r.revision + 1,
                  asked_at = excluded.asked_at
              where r.stale_version < excluded.stale_version
                or r.stale_version = excluded.stale_version
                  and r.asked_at < clock_timestamp() - interval '4 seconds'
            returning revision
            """)
        .bind(0, teamId)
        .bind(1, connectionId)
        .bind(2, staleVersion)
        .mapValue(Long.class)
        .one()
        .flatMap(revision ->
            outbox.publish(
                List.of(new AccessTokenRequested(teamId, revision, connectionId, staleVersion))))
        .as(transaction::transactional)
        .contextWrite(TeamScope.of(teamId));
  }
}
