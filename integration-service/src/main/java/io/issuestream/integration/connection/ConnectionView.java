package io.issuestream.integration.connection;

import io.issuestream.integration.connection.AccessTokens.Granted;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection as the API shows it; nothing in it is secret.
 *
 * @param site the site behind an OAuth connection, whose {@code baseUrl} is Atlassian's gateway;
 *     null for others
 * @param scopes what an OAuth connection may do; null for others
 * @param status {@code active}, or {@code reconnect} where Jira no longer takes its credentials
 * @param reason why it has to be reconnected, and what to do; null where it is well
 */
public record ConnectionView(
    String connectionId,
    String deployment,
    String baseUrl,
    String authentication,
    Account account,
    @Nullable Site site,
    @Nullable List<String> scopes,
    String status,
    @Nullable String reason,
    Instant changedAt) {

  private static final String REJECTED =
      "Jira no longer accepts the credentials. Reconnect Jira with valid ones.";

  /**
   * Whom Jira takes us for.
   *
   * @param timeZone in which it reads this account's dates; null where hidden
   */
  public record Account(@Nullable String displayName, @Nullable String timeZone) {}

  /** An Atlassian site. */
  public record Site(String cloudId, String name, String url) {}

  /** Of a connection, with what was granted to it if it is one of OAuth. */
  public static ConnectionView of(JiraConnection connection, @Nullable Granted granted) {
    boolean well = connection.active() && !connection.rejected();
    return new ConnectionView(
        connection.connectionId(),
        connection.deployment().toString(),
        connection.baseUrl(),
        connection.authentication().toString(),
        new Account(connection.accountName(), connection.accountTimeZone()),
        granted == null ? null : new Site(granted.cloudId(), granted.siteName(), granted.siteUrl()),
        granted == null ? null : granted.scopes(),
        well ? "active" : "reconnect",
        well ? null : connection.active() ? REJECTED : connection.reason(),
        connection.changedAt());
  }
}
