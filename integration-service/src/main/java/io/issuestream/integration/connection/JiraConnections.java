package io.issuestream.integration.connection;

import io.issuestream.contracts.connection.Authentication;
import io.issuestream.contracts.connection.JiraDeployment;
import io.issuestream.integration.database.Row;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.util.Locale;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The table of connections. */
@Repository
public class JiraConnections {

  private final DatabaseClient database;

  JiraConnections(DatabaseClient database) {
    this.database = database;
  }

  /** The team's one active connection, or empty. */
  Mono<JiraConnection> active(String teamId) {
    return database
        .sql("select * from jira_connection where team_id = $1 and active")
        .bind(0, teamId)
        .map(JiraConnections::connection)
        .one();
  }

  /** The connection a team has or is to renew: active, or waiting to be reconnected; or empty. */
  public Mono<JiraConnection> held(String teamId) {
    return database
        .sql(
            """
            select * from jira_connection
            where team_id = $1 and (active or needs_reconnect) order by active desc limit 1
            """)
        .bind(0, teamId)
        .map(JiraConnections::connection)
        .one();
  }

  /** An active connection; or empty. */
  public Mono<JiraConnection> active(String teamId, String connectionId) {
    return one(teamId, connectionId, "");
  }

  /** An active connection, locked until the transaction ends; waits for who has it; or empty. */
  public Mono<JiraConnection> locked(String teamId, String connectionId) {
    return one(teamId, connectionId, "for update");
  }

  /** The same, but empty where somebody has it. */
  public Mono<JiraConnection> lockedIfFree(String teamId, String connectionId) {
    return one(teamId, connectionId, "for update skip locked");
  }

  private Mono<JiraConnection> one(String teamId, String connectionId, String lock) {
    return database
        .sql(
            "select * from jira_connection where team_id = $1 and connection_id = $2 and active "
                + lock)
        .bind(0, teamId)
        .bind(1, connectionId)
        .map(JiraConnections::connection)
        .one();
  }

  /** Puts the next version of a credential in place. */
  public Mono<Void> renew(String teamId, String connectionId, long version, byte[] credential) {
    return database
        .sql(
            """
            update jira_connection set credential_version = $3, credential = $4
            where team_id = $1 and connection_id = $2 and active and credential_version < $3
            """)
        .bind(0, teamId)
        .bind(1, connectionId)
        .bind(2, version)
        .bind(3, credential)
        .fetch()
        .rowsUpdated()
        .then();
  }

  /** Notes that Jira refused, or took again, the credentials of a version. */
  public Mono<Void> rejected(String teamId, String connectionId, long version, boolean rejected) {
    return database
        .sql(
            """
            update jira_connection set rejected_version = case when $4 then $3 end
            where team_id = $1 and connection_id = $2 and active and credential_version = $3
            """)
        .bind(0, teamId)
        .bind(1, connectionId)
        .bind(2, version)
        .bind(3, rejected)
        .fetch()
        .rowsUpdated()
        .then();
  }

  /** The connection to a site, active or not, locked until the transaction ends; or empty. */
  Mono<JiraConnection> ofSite(String teamId, JiraDeployment deployment, String baseUrl) {
    return database
        .sql(
            """
            select * from jira_connection
            where team_id = $1 and deployment = $2 and base_url = $3 for update
            """)
        .bind(0, teamId)
        .bind(1, deployment.toString())
        .bind(2, baseUrl)
        .map(JiraConnections::connection)
        .one();
  }

  /** Writes a connection in its present state. */
  public Mono<Void> put(JiraConnection connection, String changedBy) {
    return database
        .sql(
            """
            insert into jira_connection (team_id, connection_id, revision, deployment, base_url,
              authentication, active, reason, account_name, account_time_zone, credential_version,
              credential, changed_by, changed_at, needs_reconnect)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            on conflict (team_id, connection_id) do update set
              revision = excluded.revision, authentication = excluded.authentication,
              active = excluded.active, reason = excluded.reason,
              account_name = excluded.account_name,
              account_time_zone = excluded.account_time_zone,
              credential_version = excluded.credential_version, credential = excluded.credential,
              changed_by = excluded.changed_by, changed_at = excluded.changed_at,
              needs_reconnect = excluded.needs_reconnect, rejected_version = null
            """)
        .bind(0, connection.teamId())
        .bind(1, connection.connectionId())
        .bind(2, connection.revision())
        .bind(3, connection.deployment().toString())
        .bind(4, connection.baseUrl())
        .bind(5, connection.authentication().toString())
        .bind(6, connection.active())
        .bind(7, Parameters.in(R2dbcType.VARCHAR, connection.reason()))
        .bind(8, Parameters.in(R2dbcType.VARCHAR, connection.accountName()))
        .bind(9, Parameters.in(R2dbcType.VARCHAR, connection.accountTimeZone()))
        .bind(10, connection.credentialVersion())
        .bind(11, Parameters.in(R2dbcType.VARBINARY, connection.credential()))
        .bind(12, changedBy)
        .bind(13, connection.changedAt())
        .bind(14, connection.needsReconnect())
        .then();
  }

  private static JiraConnection connection(Readable columns) {
    var row = new Row(columns);
    Long rejected = row.numberOrNull("rejected_version");
    return new JiraConnection(
        row.text("team_id"),
        row.text("connection_id"),
        row.number("revision"),
        JiraDeployment.valueOf(row.text("deployment").toUpperCase(Locale.ROOT)),
        row.text("base_url"),
        Authentication.valueOf(row.text("authentication").toUpperCase(Locale.ROOT)),
        row.flag("active"),
        row.textOrNull("reason"),
        row.textOrNull("account_name"),
        row.textOrNull("account_time_zone"),
        row.number("credential_version"),
        columns.get("credential", byte[].class),
        row.instant("changed_at"),
        row.flag("needs_reconnect"),
        rejected != null && rejected == row.number("credential_version"));
  }
}
