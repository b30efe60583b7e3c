package io.issuestream.sandbox.github;

import java.time.Duration;

/**
 * How much may be asked, by all logins together.
 *
 * @param requests the primary limit: requests in a window
 * @param window its length
 * @param requestsPerMinute a secondary limit: requests in a minute, conditional ones included
 * @param refusal status of a refusal, 403 or 429; GitHub uses both
 */
public record GitHubLimits(int requests, Duration window, int requestsPerMinute, int refusal) {
  /** GitHub's: 5000 an hour, 900 a minute, refused with 403. */
  public static final GitHubLimits GITHUB = new GitHubLimits(5000, Duration.ofHours(1), 900, 403);

  /** Checks the numbers. */
  public GitHubLimits {
    if (requests < 1 || requestsPerMinute < 1 || window.toSeconds() < 1) {
      throw new IllegalArgumentException("Limits must be at least 1, and the window a second.");
    }
    if (refusal != 403 && refusal != 429) {
      throw new IllegalArgumentException("GitHub refuses with 403 or 429.");
    }
  }
}
