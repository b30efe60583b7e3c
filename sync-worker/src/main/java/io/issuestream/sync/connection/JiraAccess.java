package io.issuestream.sync.connection;

import io.issuestream.contracts.Keys;
import io.issuestream.jira.JiraClients;
import io.issuestream.jira.JiraSite;
import io.issuestream.sync.SyncProperties;
import reactor.core.publisher.Mono;

/** Opens a team's Jira; all that is opened for one connection shares its budget and breaker. */
public class JiraAccess {

  private final JiraConnections connections;
  private final CredentialKeys keys;
  private final JiraClients clients;
  private final SyncProperties properties;

  JiraAccess(
      JiraConnections connections,
      CredentialKeys keys,
      JiraClients clients,
      SyncProperties properties) {
    this.connections = connections;
    this.keys = keys;
    this.clients = clients;
    this.properties = properties;
  }

  /**
   * Opens the connection with its latest credentials; empty where it has ended. Fails with {@link
   * CredentialsUnreadable}.
   */
  public Mono<OpenJira> open(String teamId, String connectionId) {
    return connections.usable(teamId, connectionId).map(this::open);
  }

  private OpenJira open(SealedConnection sealed) {
    var jira =
        clients.open(
            Keys.of(sealed.teamId(), sealed.connectionId()),
            new JiraSite(sealed.kind(), sealed.baseUrl()),
            keys.open(sealed),
            properties.jira().limits());
    return new OpenJira(jira, sealed.kind(), sealed.version());
  }

  /** Drops the budget and breaker of a connection that ended. */
  public void forget(String teamId, String connectionId) {
    clients.forget(Keys.of(teamId, connectionId));
  }
}
