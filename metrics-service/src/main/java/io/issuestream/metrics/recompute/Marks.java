package io.issuestream.metrics.recompute;

import io.issuestream.metrics.Rows;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What has to be worked out again. */
@Repository
public class Marks {

  /** The channel on which a commit with marks wakes the loops. */
  public static final String CHANNEL = "metrics_marks";

  private final DatabaseClient database;

  Marks(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Claims marks that have been quiet, or have waited long enough, oldest first.
   *
   * @param resting those to leave alone for now, unless nothing has touched them for a while: what
   *     was touched last need not wait for more
   */
  Flux<Claim> claim(Kind kind, Collection<Claim> resting, RecomputeProperties timing) {
    return database
        .sql(
            """
            update recompute_mark m set claimed_until = clock_timestamp() + $2 * interval '1 millisecond'
            from (
              select team_id, kind, subject from recompute_mark k
              where k.kind = $1 and k.claimed_until < clock_timestamp()
                and (k.last_marked <= clock_timestamp() - $3 * interval '1 millisecond'
                  or k.first_marked <= clock_timestamp() - $4 * interval '1 millisecond')
                and ((k.team_id, k.subject) not in (select * from unnest($5::text[], $6::text[]))
                  or k.last_marked <= clock_timestamp() - $8 * interval '1 millisecond')
              order by k.first_marked
              limit $7
              for update skip locked) c
            where m.team_id = c.team_id and m.kind = c.kind and m.subject = c.subject
            returning m.team_id, m.subject, m.generation, m.changed_at, m.traceparent
            """)
        .bind(0, kind.toString())
        .bind(1, timing.claim().toMillis())
        .bind(2, timing.quiet().toMillis())
        .bind(3, timing.patience().toMillis())
        .bind(4, resting.stream().map(Claim::teamId).toArray(String[]::new))
        .bind(5, resting.stream().map(Claim::subject).toArray(String[]::new))
        .bind(6, timing.setSize())
        .bind(7, timing.rest().toMillis())
        .map(Marks::claim)
        .all();
  }

  /** How many marks of a kind are left, claimed ones included. */
  Mono<Long> left(Kind kind) {
    return database
        .sql("select count(*) from recompute_mark where kind = $1")
        .bind(0, kind.toString())
        .mapValue(Long.class)
        .one();
  }

  /** How many marks of a kind a team has. */
  public Mono<Long> pending(String teamId, Kind kind) {
    return database
        .sql("select count(*) from recompute_mark where team_id = $1 and kind = $2")
        .bind(0, teamId)
        .bind(1, kind.toString())
        .mapValue(Long.class)
        .one();
  }

  /**
   * Takes claimed marks off; one that was set again meanwhile stays, to be worked out again.
   *
   * <p>To be the last statement of its transaction: whoever wants to mark the same waits for it.
   */
  public Mono<Void> settle(Kind kind, List<Claim> claims) {
    return database
        .sql(
            """
            with claimed as (
              select m.team_id, m.kind, m.subject, m.generation = c.generation as settled
              from recompute_mark m
              join unnest($2::text[], $3::text[], $4::bigint[]) as c(team_id, subject, generation)
                on m.team_id = c.team_id and m.subject = c.subject
              where m.kind = $1
              order by m.team_id, m.kind, m.subject
              for update of m),
            settled as (
              delete from recompute_mark m using claimed c
              where c.settled
                and m.team_id = c.team_id and m.kind = c.kind and m.subject = c.subject)
            update recompute_mark m
            set claimed_until = '-infinity', first_marked = clock_timestamp()
            from claimed c
            where not c.settled
              and m.team_id = c.team_id and m.kind = c.kind and m.subject = c.subject
            """)
        .bind(0, kind.toString())
        .bind(1, claims.stream().map(Claim::teamId).toArray(String[]::new))
        .bind(2, claims.stream().map(Claim::subject).toArray(String[]::new))
        .bind(3, claims.stream().map(Claim::generation).toArray(Long[]::new))
        .fetch()
        .rowsUpdated()
        .then();
  }

  private static Claim claim(Readable row) {
    return new Claim(
        Rows.text(row, "team_id"),
        Rows.text(row, "subject"),
        Rows.number(row, "generation"),
        row.get("changed_at", Instant.class),
        row.get("traceparent", String.class));
  }
}
