package io.issuestream.github;

import java.time.Duration;

/**
 * What one connection may ask of GitHub, and how patient it is.
 *
 * @param requestsPerSecond steady pace, retries included; above 0
 * @param concurrent requests under way at a time, 1 to 50; GitHub asks for few
 * @param maxRetries further tries after the first, 0 to 10, for 5xx, time-outs and connection
 *     failures
 * @param retryBackoff retry n (counted from 1) waits this × 2ⁿ⁻¹
 * @param requestTimeout longest time from sending a request to holding its whole answer
 * @param maxResponseBytes largest answer, unpacked, in bytes
 * @param longestWait a longer pause is not waited for: the caller gets to know and comes back
 */
public record GithubLimits(
    double requestsPerSecond,
    int concurrent,
    int maxRetries,
    Duration retryBackoff,
    Duration requestTimeout,
    int maxResponseBytes,
    Duration longestWait) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming the value and its range
   */
  public GithubLimits {
    require(requestsPerSecond > 0 && requestsPerSecond <= 1e6, "requestsPerSecond is 0 to 1e6");
    require(concurrent >= 1 && concurrent <= 50, "concurrent is 1 to 50");
    require(maxRetries >= 0 && maxRetries <= 10, "maxRetries is 0 to 10");
    require(!retryBackoff.isNegative(), "retryBackoff is not negative");
    require(requestTimeout.isPositive(), "requestTimeout is positive");
    require(maxResponseBytes > 0, "maxResponseBytes is positive");
    require(!longestWait.isNegative(), "longestWait is not negative");
  }

  /** 10 requests a second, 4 at a time, 3 retries from 1 s, 30 s time-out, 16 MiB, 1 min waits. */
  public static GithubLimits defaults() {
    return new GithubLimits(
        10, 4, 3, Duration.ofSeconds(1), Duration.ofSeconds(30), 16 << 20, Duration.ofMinutes(1));
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("GitHub limits: " + rule + ".");
    }
  }
}
