package io.issuestream.integration.backfill;

import io.issuestream.integration.database.Row;
import java.time.Duration;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Who reads a connection, kept in its row. One at a time, because GitHub's limits are those of the
 * connection: two replicas would each spend what the other counts on.
 */
@Repository
class Leases {

  private final DatabaseClient database;

  Leases(DatabaseClient database) {
    this.database = database;
  }

  /** Takes a connection that has something due and is not to be left alone; or empty. */
  Mono<Lease> take(Duration life) {
    return database
        .sql(
            """
            update github_connection set lease_owner = $1,
              lease_until = clock_timestamp() + $2 * interval '1 millisecond'
            where team_id = (
              select c.team_id from github_connection c
              where (c.lease_until is null or c.lease_until <= clock_timestamp())
                and (c.paused_until is null or c.paused_until <= clock_timestamp())
                and exists (
                  select 1 from github_repository r
                  where r.team_id = c.team_id and r.active and r.due_at <= clock_timestamp())
              limit 1 for update skip locked)
            returning team_id, connection_id, lease_owner
            """)
        .bind(0, UUID.randomUUID().toString())
        .bind(1, life.toMillis())
        .map(columns -> {
          var row = new Row(columns);
          return new Lease(row.text("team_id"), row.text("connection_id"), row.text("lease_owner"));
        })
        .one();
  }

  /** Gives a sign of life; false where the lease is another's by now, or the connection is gone. */
  Mono<Boolean> renew(Lease lease, Duration life) {
    return database
        .sql(
            """
            update github_connection
            set lease_until = clock_timestamp() + $4 * interval '1 millisecond'
            where team_id = $1 and connection_id = $2 and lease_owner = $3
            """)
        .bind(0, lease.teamId())
        .bind(1, lease.connectionId())
        .bind(2, lease.owner())
        .bind(3, life.toMillis())
        .fetch()
        .rowsUpdated()
        .map(rows -> rows > 0);
  }

  /**
   * Makes sure, until the transaction ends, that the connection is still ours and the repository
   * still tracked.
   *
   * @return how much longer GitHub wants to be left alone, as any replica was told; fails with
   *     {@link RunEnded} where there is nothing to go on with
   */
  Mono<Duration> hold(Lease lease, long repositoryId) {
    return database
        .sql(
            """
            select coalesce(greatest(0,
                ceil(extract(epoch from c.paused_until - clock_timestamp()) * 1000)), 0)::bigint
              as pause_ms
            from github_connection c
            where c.team_id = $1 and c.connection_id = $2 and c.lease_owner = $3
              and exists (
                select 1 from github_repository r
                where r.team_id = $1 and r.repository_id = $4 and r.active)
            for update of c
            """)
        .bind(0, lease.teamId())
        .bind(1, lease.connectionId())
        .bind(2, lease.owner())
        .bind(3, repositoryId)
        .map(columns -> Duration.ofMillis(new Row(columns).number("pause_ms")))
        .one()
        .switchIfEmpty(Mono.error(RunEnded::new));
  }

  /** Gives it back. */
  Mono<Void> release(Lease lease) {
    return database
        .sql(
            """
            update github_connection set lease_owner = null, lease_until = null
            where team_id = $1 and connection_id = $2 and lease_owner = $3
            """)
        .bind(0, lease.teamId())
        .bind(1, lease.connectionId())
        .bind(2, lease.owner())
        .fetch()
        .rowsUpdated()
        .then();
  }
}
