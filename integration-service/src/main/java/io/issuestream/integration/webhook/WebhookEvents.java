package io.issuestream.integration.webhook;

import io.issuestream.integration.database.Row;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of deliveries, as the processing sees it. */
@Repository
class WebhookEvents {

  private static final String TIMED_OUT = "Processing did not end in time, several times over.";

  private final DatabaseClient database;

  WebhookEvents(DatabaseClient database) {
    this.database = database;
  }

  /** Stores a delivery; false if one of this identifier is there already. */
  Mono<Boolean> add(Incoming delivery) {
    return database
        .sql(
            """
            insert into webhook_event
              (team_id, event_id, source, hook_id, delivery_id, event_type, payload, payload_bytes)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (team_id, hook_id, delivery_id) do nothing
            """)
        .bind(0, delivery.teamId())
        .bind(1, UUID.randomUUID())
        .bind(2, delivery.source())
        .bind(3, delivery.hookId())
        .bind(4, delivery.deliveryId())
        .bind(5, delivery.eventType())
        .bind(6, delivery.payload())
        .bind(7, delivery.payload().length)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows > 0);
  }

  /**
   * Wakes the processing of every replica. A statement of its own, so that no commit waits on it.
   */
  Mono<Void> announce() {
    return database
        .sql("select pg_notify($1, '')")
        .bind(0, WebhookProcessing.CHANNEL)
        .fetch()
        .all()
        .then();
  }

  /**
   * Takes deliveries that are due, the longest waiting first, and leases them: nobody else takes
   * them before the lease ends.
   */
  Flux<Delivery> take(int most, long mostBytes, Duration lease) {
    return database
        .sql(
            """
            with due as (
              select team_id, event_id, due_at, payload_bytes from webhook_event
              where due_at <= clock_timestamp()
              order by due_at limit $1 for update skip locked),
            counted as (
              select *, row_number() over w as place, sum(payload_bytes) over w as bytes
              from due window w as (order by due_at, event_id))
            update webhook_event e set status = 'processing', attempts = e.attempts + 1,
              due_at = clock_timestamp() + $3 * interval '1 millisecond'
            from counted c
            where e.team_id = c.team_id and e.event_id = c.event_id
              and (c.place = 1 or c.bytes <= $2)
            returning e.*
            """)
        .bind(0, most)
        .bind(1, mostBytes)
        .bind(2, lease.toMillis())
        .map(WebhookEvents::delivery)
        .all();
  }

  /** Writes what became of deliveries, in the transaction of their effect. */
  Mono<Void> finish(List<Outcome> outcomes, Duration took) {
    return database
        .sql(
            """
            update webhook_event e set status = o.status, outcome = o.outcome,
              error_message = o.message, due_at = null, processed_at = clock_timestamp(),
              processing_ms = $5
            from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $6::text[])
              as o(team_id, event_id, status, outcome, message)
            where e.team_id = o.team_id and e.event_id = o.event_id
            """)
        .bind(0, outcomes.stream().map(one -> one.delivery().teamId()).toArray(String[]::new))
        .bind(1, outcomes.stream().map(one -> one.delivery().eventId()).toArray(UUID[]::new))
        .bind(
            2,
            outcomes.stream()
                .map(one -> one.completed() ? "completed" : "failed")
                .toArray(String[]::new))
        .bind(3, outcomes.stream().map(one -> one.result().toString()).toArray(String[]::new))
        .bind(4, took.toMillis())
        .bind(5, outcomes.stream().map(Outcome::message).toArray(String[]::new))
        .fetch()
        .rowsUpdated()
        .then();
  }

  /** Notes a failure that may pass: tried again later, or failed for good after the last try. */
  Mono<Void> fail(Delivery delivery, String message, boolean last, Duration wait) {
    return database
        .sql(
            """
            update webhook_event set
              status = case when $4 then 'failed' else 'pending' end,
              due_at = case when not $4 then clock_timestamp() + $5 * interval '1 millisecond' end,
              processed_at = case when $4 then clock_timestamp() end,
              error_message = $3
            where team_id = $1 and event_id = $2 and status = 'processing'
            """)
        .bind(0, delivery.teamId())
        .bind(1, delivery.eventId())
        .bind(2, message)
        .bind(3, last)
        .bind(4, wait.toMillis())
        .fetch()
        .rowsUpdated()
        .then();
  }

  /**
   * Gives up on deliveries whose last lease ran out, as one does that ends the process each time.
   */
  Mono<Long> giveUp(int mostAttempts) {
    return database
        .sql(
            """
            update webhook_event set status = 'failed', due_at = null,
              processed_at = clock_timestamp(), error_message = $2
            where due_at <= clock_timestamp() and status = 'processing' and attempts >= $1
            """)
        .bind(0, mostAttempts)
        .bind(1, TIMED_OUT)
        .fetch()
        .rowsUpdated();
  }

  /** Removes up to so many deliveries that nothing is left to do with and that are old enough. */
  Mono<Long> removeOlderThan(Duration age, int most) {
    return database
        .sql(
            """
            delete from webhook_event where (team_id, event_id) in (
              select team_id, event_id from webhook_event
              where due_at is null and received_at < clock_timestamp() - $1 * interval '1 millisecond'
              limit $2 for update skip locked)
            """)
        .bind(0, age.toMillis())
        .bind(1, most)
        .fetch()
        .rowsUpdated();
  }

  private static Delivery delivery(Readable columns) {
    var row = new Row(columns);
    return new Delivery(
        row.text("team_id"),
        row.uuid("event_id"),
        row.text("source"),
        row.text("event_type"),
        row.bytes("payload"),
        row.instant("received_at"),
        (int) row.number("attempts"));
  }
}
