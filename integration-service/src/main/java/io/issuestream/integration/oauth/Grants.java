package io.issuestream.integration.oauth;

import io.issuestream.integration.database.Row;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of grants; all of its times are the database's. */
@Repository
class Grants {

  private final DatabaseClient database;

  Grants(DatabaseClient database) {
    this.database = database;
  }

  /** Which grants are due. */
  record Due(String teamId, String connectionId) {}

  Flux<Due> due(int limit) {
    return database
        .sql(
            """
            select team_id, connection_id from oauth_grant
            where refresh_at <= clock_timestamp() order by refresh_at limit $1
            """)
        .bind(0, limit)
        .map(columns -> {
          var row = new Row(columns);
          return new Due(row.text("team_id"), row.text("connection_id"));
        })
        .all();
  }

  /** A connection's grant; or empty. */
  Mono<Grant> find(String teamId, String connectionId) {
    return database
        .sql(
            """
            select *, expires_at > clock_timestamp() as valid,
              coalesce(refresh_at <= clock_timestamp(), false) as due, clock_timestamp() as now
            from oauth_grant where team_id = $1 and connection_id = $2
            """)
        .bind(0, teamId)
        .bind(1, connectionId)
        .map(Grants::grant)
        .one();
  }

  /** Writes what a connection was granted anew. */
  Mono<Void> put(
      String teamId,
      String connectionId,
      long version,
      Site site,
      byte[] refreshToken,
      Instant expiresAt,
      Instant refreshAt) {
    return database
        .sql(
            """
            insert into oauth_grant (team_id, connection_id, cloud_id, site_name, site_url, scopes,
              refresh_token, expires_at, refresh_at, version, refreshed_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, clock_timestamp())
            on conflict (team_id, connection_id) do update set
              cloud_id = excluded.cloud_id, site_name = excluded.site_name,
              site_url = excluded.site_url, scopes = excluded.scopes,
              refresh_token = excluded.refresh_token, expires_at = excluded.expires_at,
              refresh_at = excluded.refresh_at, version = excluded.version,
              refreshed_at = excluded.refreshed_at,
              failures = 0, last_error = null
            """)
        .bind(0, teamId)
        .bind(1, connectionId)
        .bind(2, site.cloudId())
        .bind(3, site.name())
        .bind(4, site.url())
        .bind(5, String.join(" ", site.scopes()))
        .bind(6, refreshToken)
        .bind(7, expiresAt)
        .bind(8, refreshAt)
        .bind(9, version)
        .fetch()
        .rowsUpdated()
        .then();
  }

  /** Writes what a refresh brought; the former refresh token stays where it brought none. */
  Mono<Void> refreshed(
      Grant grant,
      long version,
      byte @Nullable [] refreshToken,
      Instant expiresAt,
      Instant refreshAt) {
    return database
        .sql(
            """
            update oauth_grant set refresh_token = coalesce($3, refresh_token), expires_at = $4,
              refresh_at = $5, version = $6, refreshed_at = clock_timestamp(), refreshes = refreshes + 1,
              failures = 0, last_error = null
            where team_id = $1 and connection_id = $2
            """)
        .bind(0, grant.teamId())
        .bind(1, grant.connectionId())
        .bind(2, Parameters.in(R2dbcType.VARBINARY, refreshToken))
        .bind(3, expiresAt)
        .bind(4, refreshAt)
        .bind(5, version)
        .fetch()
        .rowsUpdated()
        .then();
  }

  /** Notes that a refresh has to be tried again. */
  Mono<Void> postponed(Grant grant, Duration wait, String reason) {
    return database
        .sql(
            """
            update oauth_grant set refresh_at = clock_timestamp() + $3::interval,
              failures = failures + 1, last_error = $4
            where team_id = $1 and connection_id = $2
            """)
        .bind(0, grant.teamId())
        .bind(1, grant.connectionId())
        .bind(2, wait.toString())
        .bind(3, reason)
        .fetch()
        .rowsUpdated()
        .then();
  }

  /**
   * Has a grant refreshed now because Jira refused a version of its token. Not where a newer one is
   * there already, the last try failed and waits for its turn, or the refused one is so young that
   * another would fare no better.
   */
  Mono<Void> wanted(String teamId, String connectionId, long refusedVersion) {
    return database
        .sql(
            """
            update oauth_grant set refresh_at = clock_timestamp()
            where team_id = $1 and connection_id = $2 and version <= $3 and failures = 0
              and refresh_at > clock_timestamp()
              and refreshed_at < clock_timestamp() - interval '3 seconds'
            """)
        .bind(0, teamId)
        .bind(1, connectionId)
        .bind(2, refusedVersion)
        .fetch()
        .rowsUpdated()
        .then();
  }

  /** The grant is dead: nothing of its token stays. */
  Mono<Void> dead(Grant grant, String reason) {
    return database
        .sql(
            """
            update oauth_grant set refresh_token = null, refresh_at = null, last_error = $3
            where team_id = $1 and connection_id = $2
            """)
        .bind(0, grant.teamId())
        .bind(1, grant.connectionId())
        .bind(2, reason)
        .fetch()
        .rowsUpdated()
        .then();
  }

  Mono<Void> remove(String teamId, String connectionId) {
    return database
        .sql("delete from oauth_grant where team_id = $1 and connection_id = $2")
        .bind(0, teamId)
        .bind(1, connectionId)
        .fetch()
        .rowsUpdated()
        .then();
  }

  private static Grant grant(Readable columns) {
    var row = new Row(columns);
    var site =
        new Site(
            row.text("cloud_id"),
            row.text("site_name"),
            row.text("site_url"),
            Grant.scopes(row.text("scopes")));
    return new Grant(
        row.text("team_id"),
        row.text("connection_id"),
        row.number("version"),
        site,
        columns.get("refresh_token", byte[].class),
        row.instant("expires_at"),
        required(columns),
        row.textOrNull("last_error"),
        row.flag("valid"),
        row.flag("due"),
        row.instant("now"));
  }

  private static int required(Readable columns) {
    Integer failures = columns.get("failures", Integer.class);
    return failures == null ? 0 : failures;
  }
}
