package io.issuestream.integration.oauth;

import io.issuestream.integration.database.Row;
import java.time.Duration;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The tables of consents that are under way: begun, or given and waiting for a choice of site. */
@Repository
class Consents {

  private final DatabaseClient database;

  Consents(DatabaseClient database) {
    this.database = database;
  }

  /** A consent begun. */
  record Begun(String teamId, String stateHash, String browserHash, String subject) {}

  /**
   * A consent given for several sites.
   *
   * @param tokens sealed
   */
  record Choice(
      String teamId,
      String subject,
      byte[] tokens,
      Instant tokensExpireAt,
      String sites,
      Instant expiresAt,
      Instant now) {}

  private record Taken(Begun begun, boolean alive) {}

  Mono<Void> begin(Begun begun, Duration life) {
    return database
        .sql(
            """
            insert into oauth_state (team_id, state_hash, browser_hash, subject, expires_at)
            values ($1, $2, $3, $4, clock_timestamp() + $5::interval)
            """)
        .bind(0, begun.teamId())
        .bind(1, begun.stateHash())
        .bind(2, begun.browserHash())
        .bind(3, begun.subject())
        .bind(4, life.toString())
        .fetch()
        .rowsUpdated()
        .then();
  }

  /** Uses a state up, whatever comes of it; empty where it is unknown, used, or too old. */
  Mono<Begun> take(String teamId, String stateHash) {
    return database
        .sql(
            """
            delete from oauth_state where team_id = $1 and state_hash = $2
            returning browser_hash, subject, expires_at > clock_timestamp() as alive
            """)
        .bind(0, teamId)
        .bind(1, stateHash)
        .map(columns -> {
          var row = new Row(columns);
          return new Taken(
              new Begun(teamId, stateHash, row.text("browser_hash"), row.text("subject")),
              row.flag("alive"));
        })
        .one()
        .filter(Taken::alive)
        .map(Taken::begun);
  }

  /** Keeps a consent until a site is chosen; a former one of the team is dropped. */
  Mono<Void> keep(
      String teamId,
      String subject,
      byte[] tokens,
      Duration tokensLife,
      String sites,
      Duration life) {
    return database
        .sql(
            """
            insert into oauth_choice (team_id, subject, tokens, tokens_expire_at, sites, expires_at)
            values ($1, $2, $3, clock_timestamp() + $4::interval, $5,
              clock_timestamp() + $6::interval)
            on conflict (team_id) do update set subject = excluded.subject,
              tokens = excluded.tokens, tokens_expire_at = excluded.tokens_expire_at,
              sites = excluded.sites, expires_at = excluded.expires_at
            """)
        .bind(0, teamId)
        .bind(1, subject)
        .bind(2, tokens)
        .bind(3, tokensLife.toString())
        .bind(4, sites)
        .bind(5, life.toString())
        .fetch()
        .rowsUpdated()
        .then();
  }

  /** The choice a team has to make; or empty. */
  Mono<Choice> choice(String teamId) {
    return choice(teamId, "");
  }

  /** The same, locked until the transaction ends. */
  Mono<Choice> lockedChoice(String teamId) {
    return choice(teamId, "for update");
  }

  private Mono<Choice> choice(String teamId, String lock) {
    return database
        .sql(
            """
            select *, clock_timestamp() as now from oauth_choice
            where team_id = $1 and expires_at > clock_timestamp() %s
            """
                .formatted(lock))
        .bind(0, teamId)
        .map(columns -> {
          var row = new Row(columns);
          return new Choice(
              teamId,
              row.text("subject"),
              row.bytes("tokens"),
              row.instant("tokens_expire_at"),
              row.text("sites"),
              row.instant("expires_at"),
              row.instant("now"));
        })
        .one();
  }

  /** Puts newer tokens in a choice's place. */
  Mono<Void> renew(String teamId, byte[] tokens, Instant expireAt) {
    return database
        .sql("update oauth_choice set tokens = $2, tokens_expire_at = $3 where team_id = $1")
        .bind(0, teamId)
        .bind(1, tokens)
        .bind(2, expireAt)
        .fetch()
        .rowsUpdated()
        .then();
  }

  /** The choice was made; whether there was one. */
  Mono<Boolean> removeChoice(String teamId) {
    return removed("delete from oauth_choice where team_id = $1", teamId);
  }

  /** Nothing of what was begun stays; whether there was anything. */
  Mono<Boolean> forget(String teamId) {
    return removed("delete from oauth_state where team_id = $1", teamId)
        .flatMap(state -> removeChoice(teamId).map(choice -> state || choice));
  }

  private Mono<Boolean> removed(String sql, String teamId) {
    return database.sql(sql).bind(0, teamId).fetch().rowsUpdated().map(rows -> rows > 0);
  }

  /** Tokens of a choice that nobody made do not stay, either. */
  Mono<Void> removeExpired() {
    return database
        .sql(
            """
            with choices as (delete from oauth_choice where expires_at <= clock_timestamp())
            delete from oauth_state where expires_at <= clock_timestamp()
            """)
        .fetch()
        .rowsUpdated()
        .then();
  }
}
