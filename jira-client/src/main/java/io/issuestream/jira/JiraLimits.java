package io.issuestream.jira;

import java.time.Duration;

/**
 * What one connection may ask of its Jira, and how patient it is.
 *
 * @param requestsPerSecond steady pace of requests, retries included; above 0
 * @param maxRetries further tries after the first, 0 to 20, for 429, 5xx, time-outs and connection
 *     failures
 * @param retryBackoff without {@code Retry-After}, retry n (counted from 1) waits this × 2ⁿ plus up
 *     to a second; the doubling ends at n = 7. After a 429 it waits as Atlassian asks instead: 2 s
 *     doubling to 30 s, times 0.7 to 1.3
 * @param requestTimeout longest time from sending a request to holding its whole answer
 * @param maxResponseBytes largest answer, unpacked, in bytes
 * @param breakerFailureThreshold consecutive failures that open the circuit breaker
 * @param breakerRecovery how long an open breaker waits before it lets one request try
 */
public record JiraLimits(
    double requestsPerSecond,
    int maxRetries,
    Duration retryBackoff,
    Duration requestTimeout,
    int maxResponseBytes,
    int breakerFailureThreshold,
    Duration breakerRecovery) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming the value and its range
   */
  public JiraLimits {
    require(requestsPerSecond > 0 && requestsPerSecond <= 1e6, "requestsPerSecond is 0 to 1e6");
    require(maxRetries >= 0 && maxRetries <= 20, "maxRetries is 0 to 20");
    require(!retryBackoff.isNegative(), "retryBackoff is not negative");
    require(requestTimeout.isPositive(), "requestTimeout is positive");
    require(maxResponseBytes > 0, "maxResponseBytes is positive");
    require(breakerFailureThreshold > 0, "breakerFailureThreshold is positive");
    require(breakerRecovery.isPositive(), "breakerRecovery is positive");
  }

  /** 10 requests a second, 3 retries from 1 s, 30 s time-out, 16 MiB, 5 failures, 60 s recovery. */
  public static JiraLimits defaults() {
    return new JiraLimits(
        10, 3, Duration.ofSeconds(1), Duration.ofSeconds(30), 16 << 20, 5, Duration.ofSeconds(60));
  }

  /** These limits at another pace. */
  public JiraLimits withRequestsPerSecond(double pace) {
    return new JiraLimits(
        pace,
        maxRetries,
        retryBackoff,
        requestTimeout,
        maxResponseBytes,
        breakerFailureThreshold,
        breakerRecovery);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("Jira limits: " + rule + ".");
    }
  }
}
