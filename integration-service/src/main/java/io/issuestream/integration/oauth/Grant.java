package io.issuestream.integration.oauth;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an OAuth connection was granted, as its row stands at a moment of the database's clock.
 *
 * @param version of the credential that its access token is
 * @param refreshToken sealed; null once dead
 * @param valid whether the access token lives
 * @param due whether the next one is to be got
 */
record Grant(
    String teamId,
    String connectionId,
    long version,
    Site site,
    byte @Nullable [] refreshToken,
    Instant expiresAt,
    int failures,
    @Nullable String lastError,
    boolean valid,
    boolean due,
    Instant now) {

  static List<String> scopes(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
  }

  /** Where a connection's refresh token belongs; part of its seal. */
  static String place(String teamId, String connectionId) {
    return teamId + "/" + connectionId + "/refresh";
  }
}
