package io.issuestream.sync.points;

import io.issuestream.sync.points.FairShares.Claim;
import io.issuestream.sync.sql.Column;
import io.issuestream.tenancy.TeamScope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * What teams have taken, timed by the database's clock alone. Who decides sees the claims of all
 * teams, so this is done in the system's scope, by one at a time over all workers.
 */
final class TeamPoints {

  private static final long LOCK = 0x706f696e7473L;

  private final DatabaseClient database;
  private final TransactionalOperator transaction;
  private final long total;
  private final Duration window;

  /**
   * Points of a window.
   *
   * @param total for all teams, above 0
   * @param window how long it lasts; windows begin at whole multiples of it, as hours do
   */
  TeamPoints(
      DatabaseClient database, TransactionalOperator transaction, long total, Duration window) {
    this.database = database;
    this.transaction = transaction;
    this.total = total;
    this.window = window;
  }

  private record Now(Instant window, double elapsed) {}

  /**
   * Takes points for a team.
   *
   * @param needed fewer are of no use
   * @param wanted as many as this where there is room
   */
  Mono<Reservation> reserve(String teamId, long needed, long wanted) {
    return database
        .sql("select pg_advisory_xact_lock($1)")
        .bind(0, LOCK)
        .then()
        .then(Mono.defer(this::now))
        .flatMap(now ->
            claims(now, teamId)
                .map(claims -> new FairShares(total, now.elapsed(), claims))
                .flatMap(shares -> take(teamId, needed, wanted, now, shares)))
        .as(transaction::transactional)
        .contextWrite(TeamScope.system());
  }

  /** Returns points that were not used, if their window still lasts. */
  Mono<Void> giveBack(String teamId, Instant taken, long points) {
    return database
        .sql(
            """
            update team_points set reserved = greatest(0, reserved - $3)
            where team_id = $1 and window_start = $2
            """)
        .bind(0, teamId)
        .bind(1, taken)
        .bind(2, points)
        .then()
        .contextWrite(TeamScope.of(teamId));
  }

  private Mono<Now> now() {
    return database
        .sql(
            """
            select started, (extract(epoch from at - started) / extract(epoch from $1::interval))::float8 as elapsed
            from (select clock_timestamp() as at) t,
                 lateral (select date_bin($1::interval, at, timestamptz '2000-01-01 00:00:00Z') as started) w
            """)
        .bind(0, window.toString())
        .map(row ->
            new Now(
                Column.of(row, "started", Instant.class), Column.of(row, "elapsed", Double.class)))
        .one();
  }

  private Mono<List<Claim>> claims(Now now, String asking) {
    return database
        .sql(
            """
            select team_id, reserved, asked_at > clock_timestamp() - $2::interval as active
            from team_points where window_start = $1
            """)
        .bind(0, now.window())
        .bind(1, FairShares.LONGEST_WAIT.multipliedBy(2).toString())
        .map(row -> {
          String team = Column.of(row, "team_id", String.class);
          boolean active = team.equals(asking) || Column.of(row, "active", Boolean.class);
          return new Claim(team, Column.of(row, "reserved", Long.class), active);
        })
        .all()
        .collectList()
        .map(claims -> {
          List<Claim> all = new ArrayList<>(claims);
          if (claims.stream().noneMatch(claim -> claim.teamId().equals(asking))) {
            all.add(new Claim(asking, 0, true));
          }
          return all;
        });
  }

  private Mono<Reservation> take(
      String teamId, long needed, long wanted, Now now, FairShares shares) {
    long room = shares.room(teamId);
    long granted = room < needed ? 0 : Math.min(room, Math.max(needed, wanted));
    Duration wait = granted == 0 ? shares.wait(teamId, needed, window) : Duration.ZERO;
    Duration left = Duration.ofMillis(Math.round(window.toMillis() * (1 - now.elapsed())));
    return database
        .sql(
            """
            insert into team_points as p (team_id, window_start, reserved, asked_at)
            values ($1, $2, $3, clock_timestamp())
            on conflict (team_id) do update
              set reserved = excluded.reserved
                    + case when p.window_start = excluded.window_start then p.reserved else 0 end,
                  window_start = excluded.window_start, asked_at = excluded.asked_at
            """)
        .bind(0, teamId)
        .bind(1, now.window())
        .bind(2, granted)
        .then()
        .thenReturn(new Reservation(granted, wait, now.window(), left, shares.left() - granted));
  }
}
