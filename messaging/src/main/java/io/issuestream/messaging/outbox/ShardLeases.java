package io.issuestream.messaging.outbox;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Which replica publishes which shard, by leases in the database. */
final class ShardLeases {

  private final DatabaseClient database;
  private final int shards;
  private final Duration lease;

  ShardLeases(DatabaseClient database, int shards, Duration lease) {
    this.database = database;
    this.shards = shards;
    this.lease = lease;
  }

  /** Renews what this holder owns and takes what nobody does; answers the shards it now owns. */
  Mono<Set<Integer>> keep(UUID holder) {
    return database
        .sql(
            """
            insert into outbox_lease as l (shard, holder, epoch, expires_at)
            select shard, $2, 1, clock_timestamp() + $3::interval from unnest($1::smallint[]) as s(shard)
            on conflict (shard) do update
              set holder = excluded.holder,
                  epoch = case when l.holder = excluded.holder then l.epoch else l.epoch + 1 end,
                  expires_at = excluded.expires_at
              where l.holder = excluded.holder or l.expires_at < clock_timestamp()
            returning shard
            """)
        .bind(0, IntStream.range(0, shards).mapToObj(shard -> (short) shard).toArray(Short[]::new))
        .bind(1, holder)
        .bind(2, lease.toString())
        .mapValue(Short.class)
        .all()
        .map(Short::intValue)
        .collect(Collectors.toSet());
  }

  /** Gives up everything at once, so that another replica need not wait for the leases to end. */
  Mono<Void> release(UUID holder) {
    return database
        .sql("update outbox_lease set expires_at = '-infinity' where holder = $1")
        .bind(0, holder)
        .fetch()
        .rowsUpdated()
        .then();
  }
}
