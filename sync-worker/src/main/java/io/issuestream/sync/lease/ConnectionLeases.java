package io.issuestream.sync.lease;

import io.issuestream.sync.SyncProperties;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The leases, timed by the database's clock alone. */
@Repository
public class ConnectionLeases {

  private final DatabaseClient database;
  private final Duration length;

  ConnectionLeases(DatabaseClient database, SyncProperties properties) {
    this.database = database;
    this.length = properties.lease();
  }

  /** Takes a connection that nobody holds; empty where somebody does. */
  public Mono<Lease> take(String teamId, String connectionId, UUID holder) {
    return database
        .sql(
            """
            insert into connection_lease as l (team_id, connection_id, holder, epoch, expires_at)
            values ($1, $2, $3, nextval('lease_epoch'), clock_timestamp() + $4::interval)
            on conflict (team_id, connection_id) do update
              set holder = excluded.holder, epoch = excluded.epoch, expires_at = excluded.expires_at
              where l.expires_at < clock_timestamp()
            returning epoch
            """)
        .bind(0, teamId)
        .bind(1, connectionId)
        .bind(2, holder)
        .bind(3, length.toString())
        .mapValue(Long.class)
        .one()
        .map(epoch -> new Lease(teamId, connectionId, holder, epoch));
  }

  /** Prolongs leases; answers those still held. */
  public Mono<List<Lease>> renew(Collection<Lease> held) {
    return change(held, "clock_timestamp() + $4::interval")
        .map(epochs -> held.stream().filter(lease -> epochs.contains(lease.epoch())).toList());
  }

  /** Gives leases up at once. */
  public Mono<Void> release(Collection<Lease> held) {
    return change(held, "least('-infinity'::timestamptz, clock_timestamp() + $4::interval)").then();
  }

  private Mono<List<Long>> change(Collection<Lease> held, String expiry) {
    if (held.isEmpty()) {
      return Mono.just(List.of());
    }
    return database
        .sql(
            """
            update connection_lease l set expires_at = %s
            from unnest($1::text[], $2::text[], $3::bigint[]) as h(team_id, connection_id, epoch)
            where l.team_id = h.team_id and l.connection_id = h.connection_id and l.epoch = h.epoch
            returning l.epoch
            """
                .formatted(expiry))
        .bind(0, held.stream().map(Lease::teamId).toArray(String[]::new))
        .bind(1, held.stream().map(Lease::connectionId).toArray(String[]::new))
        .bind(2, held.stream().map(Lease::epoch).toArray(Long[]::new))
        .bind(3, length.toString())
        .mapValue(Long.class)
        .all()
        .collect(Collectors.toList());
  }

  /**
   * Makes sure, for the rest of the surrounding transaction, that the lease is still the latest:
   * who wants to take the connection over waits until it ends. Fails with {@link LeaseLost}.
   *
   * <p>Renewing does not wait for it: only the epoch is part of a key, and only taking over changes
   * that.
   *
   * <p>A lease that ran out but was taken by nobody still counts: what it guards against is two
   * writers, not slowness.
   */
  public Mono<Void> require(Lease lease) {
    return database
        .sql(
            """
            select epoch from connection_lease
            where team_id = $1 and connection_id = $2 and epoch = $3 for key share
            """)
        .bind(0, lease.teamId())
        .bind(1, lease.connectionId())
        .bind(2, lease.epoch())
        .mapValue(Long.class)
        .one()
        .switchIfEmpty(Mono.error(() -> new LeaseLost(lease)))
        .then();
  }
}
