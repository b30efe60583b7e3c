package io.issuestream.sandbox.oauth;

/**
 * What goes wrong with refreshes on purpose.
 *
 * @param dropRefreshes how many of the next refreshes rotate the token and then close the
 *     connection without an answer: what a client sees that dies between the answer and its commit
 * @param failRefreshes how many of the next refreshes are answered with {@code failStatus} and
 *     change nothing
 * @param failStatus an HTTP status, usually 500 or 503
 */
public record OAuthFaults(int dropRefreshes, int failRefreshes, int failStatus) {
  /** Nothing goes wrong. */
  public static final OAuthFaults NONE = new OAuthFaults(0, 0, 503);

  /** Checks the numbers. */
  public OAuthFaults {
    if (dropRefreshes < 0 || failRefreshes < 0 || failStatus < 400 || failStatus > 599) {
      throw new IllegalArgumentException(
          "Counts must not be negative, and the status must be from 400 to 599.");
    }
  }

  /** The next refreshes rotate and then break the connection. */
  public static OAuthFaults dropping(int count) {
    return new OAuthFaults(count, 0, 503);
  }

  /** The next refreshes fail and change nothing. */
  public static OAuthFaults failing(int status, int count) {
    return new OAuthFaults(0, count, status);
  }
}
