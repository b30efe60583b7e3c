package io.issuestream.matching.team;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which teams have to be matched anew, and whose turn it is to change a team. */
@Repository
public class Teams {

  /** The channel that wakes the matching; whoever inserts marks notifies it. */
  public static final String CHANNEL = "matching_work";

  private static final int MOST = 500;

  private final DatabaseClient database;

  Teams(DatabaseClient database) {
    this.database = database;
  }

  /** Marks a team, within the transaction of the change. */
  public Mono<Void> mark(String teamId) {
    return database
        .sql(
            """
            with marked as (insert into match_mark (team_id) values ($1) returning 1)
            select pg_notify($2, '') from marked
            """)
        .bind(0, teamId)
        .bind(1, CHANNEL)
        .then();
  }

  /** The teams that are marked. */
  public Flux<String> marked() {
    return database
        .sql("select team_id from match_mark group by team_id order by team_id limit $1")
        .bind(0, MOST)
        .mapValue(String.class)
        .all();
  }

  /**
   * Waits until nobody else changes the team's members or matches, and keeps others waiting until
   * the transaction ends: revisions count on from the rows as read.
   */
  public Mono<Void> lock(String teamId) {
    return database
        .sql("select pg_advisory_xact_lock(hashtextextended($1, 0))")
        .bind(0, teamId)
        .then();
  }

  /**
   * Takes a team's marks off; before its rows are read, so a change that comes too late to be read
   * leaves its mark.
   *
   * @return whether there was any
   */
  public Mono<Boolean> unmark(String teamId) {
    return database
        .sql("delete from match_mark where team_id = $1")
        .bind(0, teamId)
        .fetch()
        .rowsUpdated()
        .map(removed -> removed > 0);
  }
}
