package io.issuestream.integration.connection;

import io.issuestream.contracts.connection.JiraDeployment;
import io.issuestream.edge.Problem;
import io.issuestream.integration.secret.SecretsAtRest;
import io.issuestream.jira.Jira;
import io.issuestream.jira.JiraClients;
import io.issuestream.jira.JiraCredentials;
import io.issuestream.jira.JiraKind;
import io.issuestream.jira.JiraSite;
import java.net.URI;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Opens a team's Jira with its stored credentials, within this service's own small budget. */
@Component
public class JiraAccess {

  private final JiraConnections connections;
  private final SecretsAtRest secrets;
  private final TargetGuard guard;
  private final JiraClients clients;
  private final JiraProperties properties;

  JiraAccess(
      JiraConnections connections,
      SecretsAtRest secrets,
      TargetGuard guard,
      JiraClients clients,
      JiraProperties properties) {
    this.connections = connections;
    this.secrets = secrets;
    this.guard = guard;
    this.clients = clients;
    this.properties = properties;
  }

  /** The team's active connection; fails with a 404 problem where it has none. */
  public Mono<OpenJira> active(String teamId) {
    return connection(teamId).flatMap(this::open);
  }

  /** The team's active connection without opening it; fails as {@link #active}. */
  public Mono<JiraConnection> connection(String teamId) {
    return connections
        .active(teamId)
        .switchIfEmpty(
            Mono.error(() -> Problem.notFound("Jira is not connected. Connect it first.")));
  }

  /** Whether the team has an active connection. */
  public Mono<Boolean> isConnected(String teamId) {
    return connections.active(teamId).hasElement();
  }

  private Mono<OpenJira> open(JiraConnection connection) {
    byte[] sealed = connection.credential();
    if (sealed == null) {
      throw new IllegalStateException("An active connection has no credential");
    }
    JiraCredentials credentials = CredentialsJson.read(secrets.open(sealed, connection.place()));
    JiraKind kind =
        connection.deployment() == JiraDeployment.CLOUD ? JiraKind.CLOUD : JiraKind.DATA_CENTER;
    var site = new JiraSite(kind, URI.create(connection.baseUrl()));
    return open(connection.connectionId(), site, credentials)
        .map(jira -> new OpenJira(connection, jira));
  }

  /** Opens a site that is not stored yet. */
  Mono<Jira> open(String connectionId, JiraSite site, JiraCredentials credentials) {
    return guard
        .check(site.baseUrl(), credentials.authorization().isPresent())
        .then(
            Mono.fromSupplier(
                () -> clients.open(connectionId, site, credentials, properties.limits())));
  }

  /** Lets go of what is kept for a connection in this process. */
  void forget(String connectionId) {
    clients.forget(connectionId);
  }
}
