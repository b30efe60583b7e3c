package io.issuestream.integration.connection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A connection as the API shows it; nothing in it is secret. */
record ConnectionView(
    String connectionId,
    String deployment,
    String baseUrl,
    String authentication,
    Account account,
    String status,
    Instant changedAt) {

  /**
   * Whom Jira takes us for.
   *
   * @param timeZone in which it reads this account's dates; null where hidden
   */
  record Account(@Nullable String displayName, @Nullable String timeZone) {}

  static ConnectionView of(JiraConnection connection) {
    return new ConnectionView(
        connection.connectionId(),
        connection.deployment().toString(),
        connection.baseUrl(),
        connection.authentication().toString(),
        new Account(connection.accountName(), connection.accountTimeZone()),
        connection.active() ? "active" : "revoked",
        connection.changedAt());
  }
}
