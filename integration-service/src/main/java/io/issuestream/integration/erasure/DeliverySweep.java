package io.issuestream.integration.erasure;

import io.issuestream.erasure.Erased;
import io.issuestream.erasure.ErasedPeople;
import io.issuestream.erasure.Findings;
import io.issuestream.erasure.Mentions;
import io.issuestream.integration.database.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Goes through the deliveries kept of a team. One that is done with and whose texts still name the
 * person is emptied: nobody needs it.
 */
@Repository
class DeliverySweep {

  private static final int AT_A_TIME = 20;

  /** No more than one beyond that, and a delivery has up to 25 MB. */
  private static final int BYTES_AT_A_TIME = 8 * 1024 * 1024;

  private static final byte[] EMPTIED = "{\"erased\":true}".getBytes(StandardCharsets.UTF_8);
  private static final UUID FIRST = new UUID(0, 0);

  private final DatabaseClient database;
  private final ErasedPeople people;
  private final TransactionalOperator transaction;

  DeliverySweep(DatabaseClient database, ErasedPeople people, TransactionalOperator transaction) {
    this.database = database;
    this.people = people;
    this.transaction = transaction;
  }

  private record Kept(UUID id, boolean done, byte[] payload) {}

  private record Step(UUID last, int rows) {}

  Mono<Void> sweep(String teamId, Mentions mentions, Findings findings) {
    return step(teamId, FIRST, mentions, findings)
        .expand(
            step -> step.rows() == 0 ? Mono.empty() : step(teamId, step.last(), mentions, findings))
        .then();
  }

  private Mono<Step> step(String teamId, UUID after, Mentions mentions, Findings findings) {
    return Mono.defer(() ->
            people
                .held(teamId)
                .zipWhen(erased -> read(teamId, after))
                .flatMap(both ->
                    Mono.fromCallable(() -> clean(both.getT2(), both.getT1(), mentions, findings))
                        .subscribeOn(Schedulers.parallel())
                        .flatMap(changed -> write(teamId, changed))
                        .thenReturn(step(after, both.getT2()))))
        .as(transaction::transactional);
  }

  private static Step step(UUID after, List<Kept> read) {
    return new Step(read.isEmpty() ? after : read.getLast().id(), read.size());
  }

  private static List<Kept> clean(
      List<Kept> read, Erased erased, Mentions mentions, Findings findings) {
    var changed = new ArrayList<Kept>();
    for (Kept kept : read) {
      DeliveryScrub.Scrubbed clean = DeliveryScrub.scrub(kept.payload(), erased, mentions);
      if (clean.named() && kept.done()) {
        changed.add(new Kept(kept.id(), true, EMPTIED));
      } else if (clean.changed()) {
        changed.add(new Kept(kept.id(), kept.done(), clean.payload()));
      }
      if (clean.named() && !kept.done()) {
        findings.place("delivery", kept.id().toString(), List.of("payload"));
      }
    }
    findings.count("webhook_event", changed.size());
    return changed;
  }

  private Mono<List<Kept>> read(String teamId, UUID after) {
    return database
        .sql(
            """
            with chosen as (
              select event_id from (
                select event_id, coalesce(sum(payload_bytes) over (
                  order by event_id rows between unbounded preceding and 1 preceding), 0) as bytes_before
                from (
                  select event_id, payload_bytes from webhook_event
                  where team_id = $1 and event_id > $2 order by event_id limit $3) next) sized
              where bytes_before < $4),
            locked as (
              select event_id, due_at, payload from webhook_event
              where team_id = $1 and event_id in (select event_id from chosen) for update)
            -- One that was removed meanwhile is empty, and still tells how far the sweep has come.
            select event_id, due_at is null as done, coalesce(payload, '{}') as payload from chosen left join locked using (event_id)
            order by event_id
            """)
        .bind(0, teamId)
        .bind(1, after)
        .bind(2, AT_A_TIME)
        .bind(3, BYTES_AT_A_TIME)
        .map(columns -> {
          var row = new Row(columns);
          return new Kept(row.uuid("event_id"), row.flag("done"), row.bytes("payload"));
        })
        .all()
        .collectList();
  }

  private Mono<Void> write(String teamId, List<Kept> changed) {
    if (changed.isEmpty()) {
      return Mono.empty();
    }
    return database
        .sql(
            """
            update webhook_event e
            set payload = decode(c.payload, 'base64'), payload_bytes = length(decode(c.payload, 'base64'))
            from unnest($2::uuid[], $3::text[]) as c(event_id, payload)
            where e.team_id = $1 and e.event_id = c.event_id
            """)
        .bind(0, teamId)
        .bind(1, changed.stream().map(Kept::id).toArray(UUID[]::new))
        // As text: the driver (1.1.1) writes the backslashes of a bytea array unescaped.
        .bind(
            2,
            changed.stream()
                .map(kept -> Base64.getEncoder().encodeToString(kept.payload()))
                .toArray(String[]::new))
        .then();
  }
}
