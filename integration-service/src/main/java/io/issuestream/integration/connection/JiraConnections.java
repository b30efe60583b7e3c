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
class JiraConnections {

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
  Mono<Void> put(JiraConnection connection, String changedBy) {
    return database
        .sql(
            """
            insert into jira_connection (team_id, connection_id, revision, deployment, base_url,
              authentication, active, reason, account_name, account_time_zone, credential_version,
              credential, changed_by, changed_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            on conflict (team_id, connection_id) do update set
              revision = excluded.revision, authentication = excluded.authentication,
              active = excluded.active, reason = excluded.reason,
              account_name = excluded.account_name,
              account_time_zone = excluded.account_time_zone,
              credential_version = excluded.credential_version, credential = excluded.credential,
              changed_by = excluded.changed_by, changed_at = excluded.changed_at
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
        .then();
  }

  private static JiraConnection connection(Readable columns) {
    var row = new Row(columns);
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
        row.instant("changed_at"));
  }
}
