package io.issuestream.integration.webhook;

import io.issuestream.integration.database.Row;
import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of deliveries, as people see it. */
@Repository
class WebhookLog {

  private static final String COLUMNS =
      """
      event_id, source, hook_id, delivery_id, event_type, payload_bytes, received_at, status,
      outcome, attempts, error_message, processed_at, processing_ms\
      """;

  private final DatabaseClient database;

  WebhookLog(DatabaseClient database) {
    this.database = database;
  }

  /** A place in the list, newest first. */
  record Place(Instant receivedAt, UUID eventId) {}

  /** A team's deliveries, newest first. */
  Flux<WebhookView> list(String teamId, @Nullable String status, @Nullable Place after, int most) {
    return database
        .sql(
            """
            select %s from webhook_event
            where team_id = $1 and ($2::text is null or status = $2)
              and ($3::timestamptz is null or (received_at, event_id) < ($3, $4))
            order by received_at desc, event_id desc limit $5
            """
                .formatted(COLUMNS))
        .bind(0, teamId)
        .bind(1, Parameters.in(R2dbcType.VARCHAR, status))
        .bind(
            2,
            Parameters.in(
                R2dbcType.TIMESTAMP_WITH_TIME_ZONE, after == null ? null : after.receivedAt()))
        .bind(3, Parameters.in(PostgresqlObjectId.UUID, after == null ? null : after.eventId()))
        .bind(4, most)
        .map(columns -> view(columns, null))
        .all();
  }

  /** One delivery with its payload, or empty. */
  Mono<WebhookView> one(String teamId, UUID eventId) {
    return database
        .sql(
            "select %s, payload from webhook_event where team_id = $1 and event_id = $2"
                .formatted(COLUMNS))
        .bind(0, teamId)
        .bind(1, eventId)
        .map(columns ->
            view(columns, new String(new Row(columns).bytes("payload"), StandardCharsets.UTF_8)))
        .one();
  }

  /** Puts a failed delivery back in line; false where it is not failed. */
  Mono<Boolean> retry(String teamId, UUID eventId) {
    return database
        .sql(
            """
            update webhook_event set status = 'pending', attempts = 0, due_at = clock_timestamp(),
              error_message = null, outcome = null, processed_at = null, processing_ms = null
            where team_id = $1 and event_id = $2 and status = 'failed'
            """)
        .bind(0, teamId)
        .bind(1, eventId)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows > 0);
  }

  /** A team's deliveries in figures. */
  Mono<WebhookStats> stats(String teamId) {
    return database
        .sql(
            """
            select count(*) filter (where status = 'pending') as pending,
              count(*) filter (where status = 'processing') as processing,
              count(*) filter (where status = 'completed') as completed,
              count(*) filter (where status = 'failed') as failed,
              count(*) filter (where outcome = 'ignored') as ignored,
              count(*) filter (where outcome = 'outdated') as outdated,
              min(received_at) filter (where due_at is not null) as oldest,
              max(received_at) as newest,
              avg(processing_ms)::float8 as mean_ms
            from webhook_event where team_id = $1
            """)
        .bind(0, teamId)
        .map(columns -> {
          var row = new Row(columns);
          return new WebhookStats(
              row.number("pending"),
              row.number("processing"),
              row.number("completed"),
              row.number("failed"),
              row.number("ignored"),
              row.number("outdated"),
              row.instantOrNull("oldest"),
              row.instantOrNull("newest"),
              columns.get("mean_ms", Double.class));
        })
        .one();
  }

  private static WebhookView view(Readable columns, @Nullable String payload) {
    var row = new Row(columns);
    return new WebhookView(
        row.uuid("event_id"),
        row.text("source"),
        row.text("hook_id"),
        row.text("delivery_id"),
        row.text("event_type"),
        row.number("payload_bytes"),
        row.instant("received_at"),
        row.text("status"),
        row.textOrNull("outcome"),
        Math.max(0, row.number("attempts") - 1),
        row.textOrNull("error_message"),
        row.instantOrNull("processed_at"),
        row.numberOrNull("processing_ms"),
        payload);
  }
}
