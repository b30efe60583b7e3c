package io.issuestream.messaging.outbox;

import io.issuestream.contracts.Topic;
import java.time.Instant;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Tells whether what a service wrote has left, and where the topics then ended. */
public final class OutboxDrain {

  private final DatabaseClient database;
  private final String topicPrefix;

  public OutboxDrain(DatabaseClient database, String topicPrefix) {
    this.database = database;
    this.topicPrefix = topicPrefix;
  }

  /**
   * Whether everything of a team that was marked up to a moment of the database's clock has been
   * published.
   */
  public Mono<Boolean> drained(Topic topic, String teamId, Instant upTo) {
    return database
        .sql(
            """
            select not exists (
              select 1 from outbox_mark
              where topic = $1 and message_key >= $2 || '/' and message_key < $2 || '0' and marked_at <= $3) as drained
            """)
        .bind(0, topic.topicName())
        .bind(1, teamId)
        .bind(2, upTo)
        .mapValue(Boolean.class)
        .one();
  }

  /** How many states of a team have not left yet. */
  public Mono<Long> waiting(String teamId) {
    return database
        .sql(
            "select count(*) from outbox_mark where message_key >= $1 || '/' and message_key < $1 || '0'")
        .bind(0, teamId)
        .mapValue(Long.class)
        .one();
  }

  /**
   * Per partition of a topic the offset after the last record published; by partition number as
   * text.
   */
  public Mono<Map<String, Long>> positions(Topic topic) {
    return database
        .sql("select partition, next_offset from outbox_position where topic = $1")
        .bind(0, topicPrefix + topic.topicName())
        .map(row ->
            Map.entry(
                String.valueOf(row.get("partition")),
                Long.parseLong(String.valueOf(row.get("next_offset")))))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }
}
