package io.issuestream.messaging.replay;

import io.issuestream.contracts.Keys;
import io.issuestream.messaging.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The last record of each key on the service's own topics, read back to be compared. */
final class PublishedRecords {

  private final DatabaseClient database;

  PublishedRecords(DatabaseClient database) {
    this.database = database;
  }

  /** Writes what was read; a key's later records take the place of earlier ones. */
  Mono<Void> keep(String topic, List<ConsumerRecord<String, byte[]>> records, Set<String> gone) {
    return insert(topic, records)
        .then(
            database
                .sql("delete from replay_published where topic = $1 and message_key = any($2)")
                .bind(0, topic)
                .bind(1, gone.toArray(String[]::new))
                .fetch()
                .rowsUpdated())
        .then();
  }

  private Mono<Long> insert(String topic, List<ConsumerRecord<String, byte[]>> records) {
    int size = records.size();
    var keys = new String[size];
    var teams = new String[size];
    @Nullable String[] types = new @Nullable String[size];
    var data = new String[size];
    for (int row = 0; row < size; row++) {
      ConsumerRecord<String, byte[]> record = records.get(row);
      Header type = record.headers().lastHeader(EventHeaders.TYPE);
      keys[row] = record.key();
      teams[row] = Keys.teamOf(record.key());
      types[row] = type == null ? "" : new String(type.value(), StandardCharsets.UTF_8);
      data[row] = new String(record.value(), StandardCharsets.UTF_8);
    }
    return database
        .sql(
            """
            insert into replay_published as p (topic, message_key, team_id, type, data)
            select distinct on (message_key) $1, message_key, team_id, type, convert_to(data, 'UTF8')
            from unnest($2::text[], $3::text[], $4::text[], $5::text[]) with ordinality
              as t(message_key, team_id, type, data, place)
            order by message_key, place desc
            on conflict (topic, message_key) do update set type = excluded.type, data = excluded.data
            """)
        .bind(0, topic)
        .bind(1, keys)
        .bind(2, teams)
        .bind(3, types)
        .bind(4, data)
        .fetch()
        .rowsUpdated();
  }
}
