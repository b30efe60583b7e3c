package io.issuestream.erasure;

import io.issuestream.contracts.erasure.ErasureEvent;
import io.issuestream.contracts.erasure.TeamErasureRequested;
import io.issuestream.messaging.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The erasures this service was asked for, and the teams that are gone. */
final class ErasureTasks {

  private static final Duration CLAIM = Duration.ofMinutes(5);

  /** After that nothing on a topic can be read any more that was there before the tombstones. */
  private static final Duration SWEPT = Duration.ofDays(40);

  private final DatabaseClient database;

  ErasureTasks(DatabaseClient database) {
    this.database = database;
  }

  /** One that is to be done; data is the event. */
  record Task(String teamId, String erasureId, String data, int attempts) {}

  /** Keeps a request; one that is known already changes nothing. */
  Mono<Void> add(ErasureEvent event) {
    return database
        .sql(
            """
            with task as (
              insert into erasure_task (team_id, erasure_id, data) values ($1, $2, convert_to($3, 'UTF8'))
              on conflict do nothing returning 1),
            gone as (
              insert into erased_team (team_id, erasure_id) select $1, $2 where $4 on conflict do nothing)
            select pg_notify($5, '') from task
            """)
        .bind(0, event.teamId())
        .bind(1, event.aggregateId())
        .bind(2, new String(EventJson.write(event), StandardCharsets.UTF_8))
        .bind(3, event instanceof TeamErasureRequested)
        .bind(4, ErasureLoop.CHANNEL)
        .then();
  }

  /** Takes the oldest that nobody has, for five minutes. */
  Mono<Task> claim() {
    return database
        .sql(
            """
            update erasure_task t set claimed_until = clock_timestamp() + $1 * interval '1 millisecond', attempts = attempts + 1
            where (team_id, erasure_id) = (
              select team_id, erasure_id from erasure_task
              where done_at is null and claimed_until < clock_timestamp() and data is not null
              order by received_at limit 1 for update skip locked)
            returning team_id, erasure_id, convert_from(data, 'UTF8') as data, attempts
            """)
        .bind(0, CLAIM.toMillis())
        .map(row ->
            new Task(
                text(row.get("team_id", String.class)),
                text(row.get("erasure_id", String.class)),
                text(row.get("data", String.class)),
                number(row.get("attempts", Integer.class))))
        .one();
  }

  /** Done; who it was is not known here any more. */
  Mono<Void> done(Task task) {
    return database
        .sql(
            """
            update erasure_task set done_at = clock_timestamp(), data = null
            where team_id = $1 and erasure_id = $2
            """)
        .bind(0, task.teamId())
        .bind(1, task.erasureId())
        .then();
  }

  /** To be tried again after a while. */
  Mono<Void> postpone(Task task, Duration wait) {
    return database
        .sql(
            """
            update erasure_task set claimed_until = clock_timestamp() + $3 * interval '1 millisecond'
            where team_id = $1 and erasure_id = $2
            """)
        .bind(0, task.teamId())
        .bind(1, task.erasureId())
        .bind(2, wait.toMillis())
        .then();
  }

  /** Teams that were deleted not long ago. */
  Flux<String> teamsToSweep() {
    return database
        .sql(
            """
            select e.team_id from erased_team e where e.erased_at > clock_timestamp() - $1 * interval '1 millisecond'
              and not exists (select 1 from erasure_task t where t.team_id = e.team_id and t.erasure_id = e.erasure_id
                and t.done_at is null)
            order by e.team_id
            """)
        .bind(0, SWEPT.toMillis())
        .mapValue(String.class)
        .all();
  }

  private static String text(@Nullable String value) {
    return String.valueOf(value);
  }

  private static int number(@Nullable Integer value) {
    return value == null ? 0 : value;
  }
}
