package io.issuestream.integration.connection;

import io.issuestream.contracts.connection.Authentication;
import io.issuestream.contracts.connection.ConnectionState;
import io.issuestream.contracts.connection.JiraDeployment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A team's connection to a Jira site.
 *
 * @param revision counts its published changes
 * @param reason why it was revoked; null while it is active
 * @param accountName whom Jira takes us for
 * @param accountTimeZone in which Jira reads this account's dates; null where hidden
 * @param credentialVersion counts the credentials it had
 * @param credential sealed; null once revoked
 * @param needsReconnect whether it was revoked by Jira's side and waits to be connected again
 * @param rejected whether Jira refused its present credentials when they were last used
 */
public record JiraConnection(
    String teamId,
    String connectionId,
    long revision,
    JiraDeployment deployment,
    String baseUrl,
    Authentication authentication,
    boolean active,
    @Nullable String reason,
    @Nullable String accountName,
    @Nullable String accountTimeZone,
    long credentialVersion,
    byte @Nullable [] credential,
    Instant changedAt,
    boolean needsReconnect,
    boolean rejected) {

  /** This connection without its credential, as the next revision. */
  public JiraConnection revoked(String why, boolean reconnect, Instant at) {
    return new JiraConnection(
        teamId,
        connectionId,
        revision + 1,
        deployment,
        baseUrl,
        authentication,
        false,
        why,
        accountName,
        accountTimeZone,
        // The tombstone counts too, so that credentials given later are newer than it.
        credentialVersion + 1,
        null,
        at,
        reconnect,
        false);
  }

  /** What is published of it. */
  public ConnectionState state() {
    return new ConnectionState(connectionId, deployment, baseUrl, authentication, active, reason);
  }

  /** The sealed credential of an active connection. */
  byte[] requireCredential() {
    byte[] sealed = credential;
    if (sealed == null) {
      throw new IllegalStateException("An active connection has no credential");
    }
    return sealed;
  }

  /** Where its secret belongs; part of the seal. */
  public String place() {
    return place(teamId, connectionId);
  }

  static String place(String teamId, String connectionId) {
    return teamId + "/" + connectionId;
  }
}
