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
    Instant changedAt) {

  ConnectionState state() {
    return new ConnectionState(connectionId, deployment, baseUrl, authentication, active, reason);
  }

  /** Where its secret belongs; part of the seal. */
  String place() {
    return place(teamId, connectionId);
  }

  static String place(String teamId, String connectionId) {
    return teamId + "/" + connectionId;
  }
}
