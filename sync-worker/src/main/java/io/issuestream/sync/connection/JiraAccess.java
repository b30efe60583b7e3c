package io.issuestream.sync.connection;

import io.issuestream.contracts.Keys;
import io.issuestream.jira.JiraClients;
import io.issuestream.jira.JiraSite;
import io.issuestream.jira.address.TargetGuard;
import io.issuestream.sync.SyncProperties;
import reactor.core.publisher.Mono;

/** Opens a team's Jira; all that is opened for one connection shares its budget and breaker. */
public class JiraAccess {

  private final JiraConnections connections;
  private final Credentials credentials;
  private final TargetGuard guard;
  private final JiraClients clients;
  private final SyncProperties properties;

  JiraAccess(
      JiraConnections connections,
      Credentials credentials,
      TargetGuard guard,
      JiraClients clients,
      SyncProperties properties) {
    this.connections = connections;
    this.credentials = credentials;
    this.guard = guard;
    this.clients = clients;
    this.properties = properties;
  }

  /**
   * Opens the connection; empty where it has ended. Its credentials are looked up for every
   * request. Fails with {@link CredentialsUnreadable}, or with {@link
   * io.issuestream.jira.address.TargetRefused}.
   */
  public Mono<OpenJira> open(String teamId, String connectionId) {
    return connections.usable(teamId, connectionId).flatMap(this::open);
  }

  private Mono<OpenJira> open(SealedConnection sealed) {
    var live = new LiveCredentials(sealed, credentials.open(sealed), credentials);
    return guard
        .check(sealed.baseUrl(), !live.anonymous())
        .then(Mono.fromSupplier(() -> open(sealed, live)));
  }

  private OpenJira open(SealedConnection sealed, LiveCredentials live) {
    var jira =
        clients.open(
            Keys.of(sealed.teamId(), sealed.connectionId()),
            new JiraSite(sealed.kind(), sealed.baseUrl()),
            live,
            properties.jira().limits());
    return new OpenJira(jira, sealed.kind(), sealed.version());
  }

  /** Drops the budget and breaker of a connection that ended. */
  public void forget(String teamId, String connectionId) {
    clients.forget(Keys.of(teamId, connectionId));
  }
}
