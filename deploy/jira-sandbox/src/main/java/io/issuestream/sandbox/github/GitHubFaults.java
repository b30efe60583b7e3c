package io.issuestream.sandbox.github;

import org.jspecify.annotations.Nullable;

/**
 * What goes wrong on purpose: secondary limits, which GitHub does not announce.
 *
 * @param secondaryLimits how many times a secondary limit strikes from now on; each time all
 *     requests are refused until the wait is over
 * @param everyRequests how many good answers lie between two strikes, 0 for none; the first strikes
 *     at once
 * @param status 403 or 429
 * @param retryAfterSeconds the wait told; null tells none, which means a minute
 */
public record GitHubFaults(
    int secondaryLimits, int everyRequests, int status, @Nullable Integer retryAfterSeconds) {
  /** Nothing goes wrong. */
  public static final GitHubFaults NONE = new GitHubFaults(0, 0, 403, null);

  /** Checks the numbers. */
  public GitHubFaults {
    boolean negative =
        secondaryLimits < 0
            || everyRequests < 0
            || (retryAfterSeconds != null && retryAfterSeconds < 0);
    if (negative || (status != 403 && status != 429)) {
      throw new IllegalArgumentException(
          "Numbers must not be negative, and the status must be 403 or 429.");
    }
  }

  /** Strikes with a wait told. */
  public static GitHubFaults secondary(int times, int everyRequests, int retryAfterSeconds) {
    return new GitHubFaults(times, everyRequests, 403, retryAfterSeconds);
  }
}
