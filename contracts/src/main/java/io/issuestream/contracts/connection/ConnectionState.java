package io.issuestream.contracts.connection;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import org.jspecify.annotations.Nullable;

/**
 * A connection to one Jira site, without anything secret.
 *
 * @param baseUrl scheme, host and context path
 * @param active whether it may be used now
 * @param reason why it was revoked, in words for the team admin
 */
public record ConnectionState(
    String connectionId,
    JiraDeployment deployment,
    String baseUrl,
    Authentication authentication,
    boolean active,
    @Nullable String reason) {

  public ConnectionState {
    Checks.text(connectionId, "connectionId");
    requireNonNull(deployment, "deployment");
    Checks.text(baseUrl, "baseUrl");
    requireNonNull(authentication, "authentication");
  }
}
