package io.issuestream.integration.connection;

import io.issuestream.contracts.connection.Authentication;
import io.issuestream.contracts.connection.JiraDeployment;
import io.issuestream.jira.JiraCredentials;
import io.issuestream.jira.JiraSite;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A site to connect and how to sign in there.
 *
 * @param expiresAt when the credentials end; null where they do not
 */
public record Candidate(
    JiraDeployment deployment,
    JiraSite site,
    Authentication authentication,
    JiraCredentials credentials,
    @Nullable Instant expiresAt) {

  boolean isSiteOf(JiraConnection connection) {
    return connection.deployment() == deployment
        && connection.baseUrl().equals(site.baseUrl().toString());
  }
}
