package io.issuestream.messaging.outbox;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Which replica publishes which shard, by leases in the database. Shards are shared out evenly: of
 * {@code s} shards each of {@code n} live replicas has {@code s/n}, and {@code s mod n} of them one
 * more.
 */
final class ShardLeases {

  /** What is notified when shards were given up, so that whoever is short of some asks at once. */
  static final String FREED = "leases";

  private static final String PRESENT =
      """
      with rows as (
        insert into outbox_lease (shard) select generate_series(0, $3 - 1) on conflict (shard) do nothing),
      gone as (
        delete from outbox_replica where expires_at < clock_timestamp() and holder <> $1)
      insert into outbox_replica (holder, expires_at) values ($1, clock_timestamp() + $2::interval)
      on conflict (holder) do update set expires_at = excluded.expires_at
      """;

  /** Locks are skipped, not waited for: two that want the same shard want it at the same time. */
  private static final String KEEP =
      """
      with share as (
        select $3 / replicas + case when rank <= $3 % replicas then 1 else 0 end as size
        from (select holder, row_number() over (order by holder) as rank, count(*) over () as replicas
              from outbox_replica where expires_at >= clock_timestamp()) live
        where holder = $1),
      renewed as (
        update outbox_lease set expires_at = clock_timestamp() + $2::interval
        where holder = $1 and shard < $3
        returning shard),
      free as (
        select shard from outbox_lease
        where shard < $3 and holder is distinct from $1 and expires_at < clock_timestamp()
        order by shard
        limit greatest(0, coalesce((select size from share), 0)
                          - (select count(*) from outbox_lease where holder = $1 and shard < $3))
        for update skip locked),
      taken as (
        update outbox_lease l set holder = $1, epoch = l.epoch + 1, expires_at = clock_timestamp() + $2::interval
        from free where l.shard = free.shard
        returning l.shard)
      select shard, false as surplus from taken
      union all
      select shard, row_number() over (order by shard) > coalesce((select size from share), 0) from renewed
      """;

  private final DatabaseClient database;
  private final int shards;
  private final Duration lease;

  ShardLeases(DatabaseClient database, int shards, Duration lease) {
    this.database = database;
    this.shards = shards;
    this.lease = lease;
  }

  /**
   * What a replica has of the shards.
   *
   * @param own are its to publish
   * @param surplus are others' share: still its own by lease, to be {@link #give given} up once
   *     nothing is published any more
   */
  record Held(Set<Integer> own, Set<Integer> surplus) {

    private static Held none() {
      return new Held(new HashSet<>(), new HashSet<>());
    }

    private void add(Readable row) {
      Set<Integer> side = Boolean.TRUE.equals(row.get("surplus", Boolean.class)) ? surplus : own;
      Integer shard = row.get("shard", Integer.class);
      if (shard != null) {
        side.add(shard);
      }
    }
  }

  /** Renews what this holder has and takes what nobody has, as far as its share goes. */
  Mono<Held> keep(UUID holder) {
    return statement(PRESENT, holder)
        .fetch()
        .rowsUpdated()
        .thenMany(statement(KEEP, holder).map(row -> row).all())
        .collect(Held::none, Held::add);
  }

  private DatabaseClient.GenericExecuteSpec statement(String sql, UUID holder) {
    return database.sql(sql).bind(0, holder).bind(1, lease.toString()).bind(2, shards);
  }

  /** Gives shards up at once, so that those short of some need not wait for the lease to end. */
  Mono<Void> give(UUID holder, Collection<Integer> given) {
    return database
        .sql(
            """
            with freed as (
              update outbox_lease set holder = null, expires_at = '-infinity'
              where holder = $1 and shard = any ($2::int[])
              returning 1)
            select pg_notify($3, $4) from (select count(*) as n from freed) f where f.n > 0
            """)
        .bind(0, holder)
        .bind(1, given.toArray(Integer[]::new))
        .bind(2, Outbox.CHANNEL)
        .bind(3, FREED)
        .fetch()
        .rowsUpdated()
        .then();
  }

  /** Gives everything up and counts no longer. */
  Mono<Void> leave(UUID holder) {
    return database
        .sql(
            """
            with left_now as (
              delete from outbox_replica where holder = $1),
            freed as (
              update outbox_lease set holder = null, expires_at = '-infinity' where holder = $1
              returning 1)
            select pg_notify($2, $3) from (select count(*) as n from freed) f where f.n > 0
            """)
        .bind(0, holder)
        .bind(1, Outbox.CHANNEL)
        .bind(2, FREED)
        .fetch()
        .rowsUpdated()
        .then();
  }
}
