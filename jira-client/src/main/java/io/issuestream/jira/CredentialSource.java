package io.issuestream.jira;

import reactor.core.publisher.Mono;

/**
 * Where an open Jira gets its credentials from, request by request, so that a token which ends in
 * the middle of a walk over many pages is no failure: the same request goes out again with the next
 * one.
 */
public interface CredentialSource {

  /**
   * Credentials with the version they are.
   *
   * @param version counts the credentials a connection has had
   */
  record Held(JiraCredentials credentials, long version) {}

  /**
   * What to send now; empty where the connection has none any more. Fails with {@link
   * java.util.concurrent.TimeoutException} where a valid token is on its way but did not come in
   * time.
   */
  Mono<Held> current();

  /**
   * What to send instead of credentials that Jira just refused: newer ones, waited for with a
   * bound. Empty where there will be none; fails as {@link #current} where they did not come in
   * time.
   */
  Mono<Held> insteadOf(Held refused);

  /** Whether requests go out without credentials. */
  default boolean anonymous() {
    return false;
  }

  /** Whether calls cost points of the app's, as those of OAuth connections do and no others. */
  default boolean costsPoints() {
    return false;
  }

  /** Credentials that never change. */
  static CredentialSource fixed(JiraCredentials credentials) {
    return new FixedCredentials(new Held(credentials, 1));
  }
}
