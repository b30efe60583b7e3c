package io.issuestream.messaging.replay;

import io.issuestream.contracts.Keys;
import io.issuestream.contracts.Topic;
import io.issuestream.messaging.replay.Tables.Table;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * States that are held although their record is no longer on the topic: erased, or never there.
 *
 * <p>What is held is read first and the topic after it, so that a record whose row was read is
 * there to be seen; a row that changed meanwhile is newer than the revision read, and stays. Needs
 * about 150 bytes of memory for each row held.
 */
final class Orphans {

  private static final int AT_ONCE = 500;

  private final DatabaseClient database;
  private final Waiting waiting;
  private final String team;

  Orphans(DatabaseClient database, Waiting waiting, String team) {
    this.database = database;
    this.waiting = waiting;
    this.team = team;
  }

  /** Those of a table, in key order. */
  List<Aggregate> of(Table table, StateFeed feed) {
    Map<String, Long> held = new HashMap<>();
    var _ = waiting.on(held(table).doOnNext(one -> held.put(key(one), one.revision())).then());
    Map<String, Long> left = new HashMap<>(held);
    feed.readToEnd((records, gone) -> {
      records.forEach(record -> left.remove(record.key()));
      gone.forEach(key -> {
        Long revision = held.get(key);
        if (revision != null) {
          left.put(key, revision);
        }
      });
    });
    return left.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(one -> {
          Aggregate aggregate = Aggregate.of(one.getKey());
          return new Aggregate(aggregate.teamId(), aggregate.id(), one.getValue());
        })
        .toList();
  }

  private Flux<Aggregate> held(Table table) {
    return database
        .sql(
            "select team_id, %1$s::text as id, revision from %2$s where ($1 = '' or team_id = $1)"
                .formatted(table.aggregate(), table.rule().table()))
        .bind(0, team)
        .map(Orphans::aggregate)
        .all();
  }

  /** Takes them away, few at once. */
  static Mono<Void> remove(Projection projection, Topic topic, List<Aggregate> orphans) {
    var parts = new ArrayList<List<Aggregate>>();
    for (int from = 0; from < orphans.size(); from += AT_ONCE) {
      parts.add(orphans.subList(from, Math.min(orphans.size(), from + AT_ONCE)));
    }
    return Flux.fromIterable(parts).concatMap(part -> projection.remove(topic, part)).then();
  }

  private static String key(Aggregate aggregate) {
    return Keys.of(aggregate.teamId(), aggregate.id());
  }

  private static Aggregate aggregate(Readable row) {
    return new Aggregate(
        Objects.requireNonNull(row.get("team_id", String.class)),
        Objects.requireNonNull(row.get("id", String.class)),
        Objects.requireNonNull(row.get("revision", Long.class)));
  }
}
