package io.issuestream.integration.github.connection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A connection as the API shows it; nothing in it is secret.
 *
 * @param account the login behind a token, or the app's name
 * @param status {@code active}, or {@code reconnect} where GitHub no longer takes the credentials
 * @param reason why it has to be reconnected, and what to do; null where it is well
 */
record ConnectionView(
    String connectionId,
    String authentication,
    String account,
    String status,
    @Nullable String reason,
    Instant changedAt) {

  static ConnectionView of(GithubConnection connection) {
    boolean well = !connection.rejected();
    return new ConnectionView(
        connection.connectionId(),
        connection.authentication(),
        connection.account(),
        well ? "active" : "reconnect",
        well ? null : "GitHub no longer accepts the credentials. Connect GitHub with valid ones.",
        connection.changedAt());
  }
}
