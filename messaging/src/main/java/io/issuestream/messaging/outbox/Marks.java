package io.issuestream.messaging.outbox;

import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The states waiting to be published. */
final class Marks {

  private static final int MOST_BYTES = 8 * 1024 * 1024;

  private final DatabaseClient database;

  Marks(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Up to {@code limit} waiting states of each topic, so that a burst on one topic holds no other
   * up; fewer where they are large, as all are in memory at once.
   *
   * <p>They are taken in key order: nothing depends on order between keys, and an order by time
   * would let an uncommitted older mark be skipped.
   */
  Flux<Marked> waiting(int shard, Collection<String> topics, int limit) {
    return database
        .sql(
            """
            select w.shard, w.topic, w.message_key, w.team_id, w.type, w.revision, w.event_time,
              convert_from(w.data, 'UTF8') as data, w.traceparent, w.changed_at
            from unnest($2::text[]) as t(topic)
            cross join lateral (
              select m.shard, s.topic, s.message_key, s.team_id, s.type, s.revision, s.event_time, s.data, s.traceparent,
                s.changed_at, coalesce(sum(octet_length(s.data)) over (
                  order by s.message_key rows between unbounded preceding and 1 preceding), 0) as bytes_before
              from (
                select * from outbox_mark k where k.shard = $1 and k.topic = t.topic order by k.message_key limit $3) m
              join outbox_state s on s.topic = m.topic and s.message_key = m.message_key) w
            where w.bytes_before < $4
            """)
        .bind(0, (short) shard)
        .bind(1, topics.toArray(String[]::new))
        .bind(2, limit)
        .bind(3, MOST_BYTES)
        .map(Marks::marked)
        .all();
  }

  /** Whether these, asked for with a limit, are surely all that waited. */
  static boolean all(List<Marked> states, int limit) {
    return states.size() < limit && states.stream().mapToLong(Marked::bytes).sum() < MOST_BYTES;
  }

  /**
   * Takes published states off the list, unless they changed again meanwhile, and notes how far
   * each partition is.
   */
  Mono<Void> published(int shard, List<Marked> states, Map<TopicPartition, Long> nextOffsets) {
    int size = states.size();
    var topics = new String[size];
    var keys = new String[size];
    var revisions = new Long[size];
    for (int i = 0; i < size; i++) {
      topics[i] = states.get(i).topic();
      keys[i] = states.get(i).key();
      revisions[i] = states.get(i).revision();
    }
    var partitions = List.copyOf(nextOffsets.keySet());
    return database
        .sql(
            """
            with done as (
              delete from outbox_mark m
              using unnest($2::text[], $3::text[], $4::bigint[]) as p(topic, message_key, revision)
              where m.shard = $1 and m.topic = p.topic and m.message_key = p.message_key and m.revision <= p.revision
              returning 1)
            insert into outbox_position as o (topic, partition, next_offset)
            select * from unnest($5::text[], $6::int[], $7::bigint[])
            on conflict (topic, partition) do update
              set next_offset = greatest(o.next_offset, excluded.next_offset)
            """)
        .bind(0, (short) shard)
        .bind(1, topics)
        .bind(2, keys)
        .bind(3, revisions)
        .bind(4, partitions.stream().map(TopicPartition::topic).toArray(String[]::new))
        .bind(5, partitions.stream().map(TopicPartition::partition).toArray(Integer[]::new))
        .bind(6, partitions.stream().map(nextOffsets::get).toArray(Long[]::new))
        .fetch()
        .rowsUpdated()
        .then();
  }

  private static Marked marked(Readable row) {
    return new Marked(
        required(row, "shard", Short.class),
        required(row, "topic", String.class),
        required(row, "message_key", String.class),
        required(row, "team_id", String.class),
        required(row, "type", String.class),
        required(row, "revision", Long.class),
        required(row, "event_time", Instant.class),
        utf8(row.get("data", String.class)),
        row.get("traceparent", String.class),
        row.get("changed_at", Instant.class));
  }

  /** Text is half as long on the wire as bytes, which the driver reads as hexadecimal digits. */
  private static byte @Nullable [] utf8(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  private static <T> T required(Readable row, String column, Class<T> type) {
    T value = row.get(column, type);
    if (value == null) {
      throw new IllegalStateException("Column " + column + " is null");
    }
    return value;
  }
}
