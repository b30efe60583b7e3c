package io.issuestream.integration.connection;

import io.issuestream.contracts.connection.Authentication;
import io.issuestream.contracts.connection.JiraDeployment;
import io.issuestream.edge.Problem;
import io.issuestream.integration.secret.SecretsAtRest;
import io.issuestream.jira.CredentialSource;
import io.issuestream.jira.Jira;
import io.issuestream.jira.JiraClients;
import io.issuestream.jira.JiraCredentials;
import io.issuestream.jira.JiraKind;
import io.issuestream.jira.JiraSite;
import io.issuestream.jira.Priority;
import io.issuestream.jira.address.TargetGuard;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Opens a team's Jira with its stored credentials, within this service's own small budget. */
@Component
public class JiraAccess {

  private final JiraConnections connections;
  private final SecretsAtRest secrets;
  private final AccessTokens tokens;
  private final TargetGuard guard;
  private final JiraClients clients;
  private final JiraProperties properties;

  JiraAccess(
      JiraConnections connections,
      SecretsAtRest secrets,
      AccessTokens tokens,
      TargetGuard guard,
      JiraClients clients,
      JiraProperties properties) {
    this.connections = connections;
    this.secrets = secrets;
    this.tokens = tokens;
    this.guard = guard;
    this.clients = clients;
    this.properties = properties;
  }

  /** The team's active connection; fails with a 404 problem where it has none. */
  public Mono<OpenJira> active(String teamId) {
    return connection(teamId).flatMap(this::open);
  }

  /**
   * The team's connection without opening it; fails as {@link #active}, and with a 409 problem
   * where it waits to be reconnected.
   */
  public Mono<JiraConnection> connection(String teamId) {
    return current(teamId)
        .flatMap(current ->
            current.active() ? Mono.just(current) : Mono.error(() -> toReconnect(current)));
  }

  /** The same, also where it waits to be reconnected. */
  Mono<JiraConnection> current(String teamId) {
    return connections.held(teamId).switchIfEmpty(Mono.error(JiraAccess::notConnected));
  }

  /** Whether the team has an active connection. */
  public Mono<Boolean> isConnected(String teamId) {
    return connections.active(teamId).hasElement();
  }

  static Problem notConnected() {
    return Problem.notFound("Jira is not connected. Connect it first.");
  }

  private static Problem toReconnect(JiraConnection connection) {
    return Problem.of(HttpStatus.CONFLICT, "jira-reconnect", String.valueOf(connection.reason()));
  }

  private Mono<OpenJira> open(JiraConnection connection) {
    JiraKind kind =
        connection.deployment() == JiraDeployment.CLOUD ? JiraKind.CLOUD : JiraKind.DATA_CENTER;
    var site = new JiraSite(kind, URI.create(connection.baseUrl()));
    return open(connection.connectionId(), site, credentials(connection))
        .map(jira -> new OpenJira(connection, jira));
  }

  private CredentialSource credentials(JiraConnection connection) {
    return connection.authentication() == Authentication.OAUTH
        ? new LiveCredentials(connection, tokens, secrets)
        : CredentialSource.fixed(
            CredentialsJson.read(secrets.open(connection.requireCredential(), connection.place())));
  }

  /** Opens a site that is not stored yet. */
  Mono<Jira> open(String connectionId, JiraSite site, JiraCredentials credentials) {
    return open(connectionId, site, CredentialSource.fixed(credentials));
  }

  private Mono<Jira> open(String connectionId, JiraSite site, CredentialSource credentials) {
    return guard
        .check(site.baseUrl(), !credentials.anonymous())
        .then(
            Mono.fromSupplier(() ->
                clients
                    .open(connectionId, site, credentials, properties.limits())
                    .at(Priority.LIVE)));
  }

  /** Lets go of what is kept for a connection in this process. */
  void forget(String connectionId) {
    clients.forget(connectionId);
  }
}
