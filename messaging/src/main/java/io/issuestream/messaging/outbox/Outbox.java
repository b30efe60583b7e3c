package io.issuestream.messaging.outbox;

import io.issuestream.contracts.Event;
import io.issuestream.contracts.EventTypes;
import io.issuestream.contracts.Keys;
import io.issuestream.contracts.Topic;
import io.issuestream.messaging.EventJson;
import io.issuestream.messaging.MessagingProperties;
import io.issuestream.messaging.trace.Traces;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Where a service writes what it publishes, in the same transaction as the change itself.
 *
 * <p>One row per aggregate holds its last state; a mark says that it has not left yet. A relay
 * reads the rows behind the marks, so several changes of one aggregate before it looks go out as
 * one.
 */
public final class Outbox {

  /** The channel on which a commit wakes the relay. */
  static final String CHANNEL = "issuestream_outbox";

  private static final String WRITE =
      """
      with incoming as (
        select * from unnest($1::text[], $2::text[], $3::text[], $4::smallint[], $5::text[], $6::bigint[], $7::text[],
            $9::timestamptz[])
          as t(topic, message_key, team_id, shard, type, revision, data, changed_at)),
      written as (
        insert into outbox_state as s (topic, message_key, team_id, shard, type, revision, event_time, data,
          changed_at, traceparent)
        select topic, message_key, team_id, shard, type, revision, clock_timestamp(), convert_to(data, 'UTF8'),
          changed_at, $10
        from incoming
        on conflict (topic, message_key) do update
          set type = excluded.type, revision = excluded.revision, event_time = excluded.event_time, data = excluded.data,
            changed_at = excluded.changed_at, traceparent = excluded.traceparent
          where s.revision < excluded.revision
        returning s.shard, s.topic, s.message_key, s.revision),
      marked as (
        insert into outbox_mark (shard, topic, message_key, revision)
        select shard, topic, message_key, revision from written
        on conflict (shard, topic, message_key) do update
          set revision = excluded.revision
        returning 1)
      select pg_notify($8, '') from (select count(*) as n from marked) c where c.n > 0
      """;

  /** Bytes of an event: a record of a megabyte, without its key and headers. */
  static final int LARGEST = ShardPublisher.LARGEST_RECORD - 16 * 1024;

  private final DatabaseClient database;
  private final int shards;

  public Outbox(DatabaseClient database, MessagingProperties properties) {
    this.database = database;
    this.shards = properties.outbox().shards();
  }

  /**
   * Writes the events' states; they are published once the surrounding transaction commits.
   *
   * <p>Of several events of one aggregate the highest revision counts. A revision not above the one
   * already written is passed over.
   *
   * @throws IllegalArgumentException (as the end of what is returned) if an event is too large for
   *     its topic; written, it would hold up its shard for good
   */
  public Mono<Void> publish(Collection<? extends Event> events) {
    return publish(events, event -> null);
  }

  /**
   * The same where it is known when what an event tells of changed at its origin: how long it took
   * from there to its topic is measured once it has left.
   *
   * @param changedAt the moment, or null where it is unknown or says nothing about how fresh the
   *     event is
   */
  public <E extends Event> Mono<Void> publish(
      Collection<E> events, Function<? super E, @Nullable Instant> changedAt) {
    if (events.isEmpty()) {
      return Mono.empty();
    }
    return Mono.deferContextual(
        context -> write(Columns.of(events, changedAt, shards), Traces.traceparent(context)));
  }

  /**
   * Publishes a tombstone in place of an aggregate's state, which is then gone from the topic once
   * compacted: only for erasure and disconnecting. Does nothing where the aggregate was never
   * published.
   */
  public Mono<Void> erase(Topic topic, String teamId, String aggregateId) {
    return database
        .sql(
            """
            with erased as (
              update outbox_state set data = null, revision = revision + 1, event_time = clock_timestamp(),
                changed_at = null, traceparent = null
              where topic = $1 and message_key = $2 and data is not null
              returning shard, topic, message_key, revision),
            marked as (
              insert into outbox_mark (shard, topic, message_key, revision)
              select shard, topic, message_key, revision from erased
              on conflict (shard, topic, message_key) do update
                set revision = excluded.revision
              returning 1)
            select pg_notify($3, '') from marked
            """)
        .bind(0, topic.topicName())
        .bind(1, Keys.of(teamId, aggregateId))
        .bind(2, CHANNEL)
        .fetch()
        .rowsUpdated()
        .then();
  }

  private Mono<Void> write(Columns columns, @Nullable String traceparent) {
    return database
        .sql(WRITE)
        .bind(0, columns.topics)
        .bind(1, columns.keys)
        .bind(2, columns.teams)
        .bind(3, columns.shards)
        .bind(4, columns.types)
        .bind(5, columns.revisions)
        .bind(6, columns.data)
        .bind(7, CHANNEL)
        .bind(8, columns.changedAt)
        .bind(9, Parameters.in(R2dbcType.VARCHAR, traceparent))
        .fetch()
        .rowsUpdated()
        .then();
  }

  /** The events as columns, in key order so that two writers lock rows in the same order. */
  private record Columns(
      String[] topics,
      String[] keys,
      String[] teams,
      Short[] shards,
      String[] types,
      Long[] revisions,
      String[] data,
      @Nullable Instant[] changedAt) {

    static <E extends Event> Columns of(
        Collection<E> events, Function<? super E, @Nullable Instant> changedAt, int shardCount) {
      var latest = new TreeMap<String, E>();
      for (E event : events) {
        latest.merge(
            Topic.of(event.getClass()).topicName() + "|" + Keys.of(event),
            event,
            (one, other) -> other.revision() >= one.revision() ? other : one);
      }
      int size = latest.size();
      var columns =
          new Columns(
              new String[size],
              new String[size],
              new String[size],
              new Short[size],
              new String[size],
              new Long[size],
              new String[size],
              new @Nullable Instant[size]);
      int row = 0;
      for (E event : latest.values()) {
        columns.changedAt[row] = changedAt.apply(event);
        columns.set(row++, event, shardCount);
      }
      return columns;
    }

    private void set(int row, Event event, int shardCount) {
      topics[row] = Topic.of(event.getClass()).topicName();
      keys[row] = Keys.of(event);
      teams[row] = event.teamId();
      shards[row] = (short) Math.floorMod(keys[row].hashCode(), shardCount);
      types[row] = EventTypes.nameOf(event.getClass());
      revisions[row] = event.revision();
      byte[] json = EventJson.write(event);
      if (json.length > LARGEST) {
        throw new IllegalArgumentException(
            "%s of %s has %d bytes as an event; one has %d at most"
                .formatted(keys[row], topics[row], json.length, LARGEST));
      }
      // As text: the driver (1.1.1) writes the backslashes of a bytea array unescaped.
      data[row] = new String(json, StandardCharsets.UTF_8);
    }
  }
}
