package io.issuestream.integration.github.connection;

import io.issuestream.edge.Problem;
import io.issuestream.github.Github;
import io.issuestream.github.GithubClients;
import io.issuestream.github.GithubCredentials;
import io.issuestream.github.GithubLimits;
import io.issuestream.github.Pauses;
import io.issuestream.integration.secret.SecretsAtRest;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Opens a team's GitHub with its stored credentials. All replicas share what one of them was told:
 * a wait is written down before the next request, and heeded by whoever opens the connection.
 */
@Component
public class GithubAccess {

  private final GithubConnections connections;
  private final SecretsAtRest secrets;
  private final GithubClients clients;
  private final GithubApiProperties properties;

  GithubAccess(
      GithubConnections connections,
      SecretsAtRest secrets,
      GithubClients clients,
      GithubApiProperties properties) {
    this.connections = connections;
    this.secrets = secrets;
    this.clients = clients;
    this.properties = properties;
  }

  /** The team's connection; fails with a 404 problem where it has none. */
  public Mono<GithubConnection> connection(String teamId) {
    return connections.of(teamId).switchIfEmpty(Mono.error(GithubAccess::notConnected));
  }

  /** Opens it for somebody who waits for the answer; fails as {@link #connection}. */
  public Mono<OpenGithub> forPeople(String teamId) {
    return connection(teamId).map(connection -> open(connection, properties.ofPeople()));
  }

  /** Opens it for work that can wait; empty where the team has none. */
  public Mono<OpenGithub> forWork(String teamId) {
    return connections.of(teamId).map(connection -> open(connection, properties.ofWork()));
  }

  /** Heeds a wait that another replica was told. */
  public void heed(String connectionId, Duration pause) {
    clients.pause(connectionId, pause);
  }

  private OpenGithub open(GithubConnection connection, GithubLimits limits) {
    GithubCredentials credentials =
        CredentialsJson.read(secrets.open(connection.credential(), connection.place()));
    Pauses pauses =
        wait -> connections.paused(connection.teamId(), connection.connectionId(), wait);
    Github github =
        clients.open(
            connection.connectionId(), credentials, connection.credentialVersion(), limits, pauses);
    heed(connection.connectionId(), connection.pause());
    return new OpenGithub(connection, github);
  }

  /** Opens with credentials that are not stored yet, under an id of its own. */
  Github trial(String trialId, GithubCredentials credentials) {
    return clients.open(trialId, credentials, 1, properties.ofPeople(), Pauses.UNNOTED);
  }

  /** Lets go of what is kept for a connection in this process. */
  void forget(String connectionId) {
    clients.forget(connectionId);
  }

  static Problem notConnected() {
    return Problem.notFound("GitHub is not connected. Connect it first.");
  }
}
