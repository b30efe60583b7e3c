package io.issuestream.sandbox.limit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The limits that hold; null is none. Quotas count points and concern OAuth callers only, bursts
 * every caller of Cloud, the bucket every user of Data Center.
 *
 * @param globalPoints points in a window for all tenants together
 * @param tenantPoints points in a window for each tenant
 * @param window how long a window of points is; it begins with the first request after the last one
 * @param readsPerSecond GET and POST of one tenant and endpoint, each
 * @param writesPerSecond PUT and DELETE of one tenant and endpoint, each
 * @param issueWrites whether an issue may be written only 20 times in 2 s and 100 times in 30 s
 * @param bucket Data Center's tokens
 */
public record JiraLimits(
    @Nullable Integer globalPoints,
    @Nullable Integer tenantPoints,
    Duration window,
    @Nullable Integer readsPerSecond,
    @Nullable Integer writesPerSecond,
    boolean issueWrites,
    @Nullable Bucket bucket) {

  /** None at all. */
  public static final JiraLimits NONE =
      new JiraLimits(null, null, Duration.ofHours(1), null, null, false, null);

  /**
   * Atlassian's own of 2026: 65,000 points an hour, 100 reads and 50 writes a second, and Data
   * Center as it is installed, without any.
   */
  public static final JiraLimits ATLASSIAN =
      new JiraLimits(65_000, null, Duration.ofHours(1), 100, 50, true, null);

  /** Checks the numbers. */
  public JiraLimits {
    if (!window.isPositive() || negative(globalPoints) || negative(tenantPoints)) {
      throw new IllegalArgumentException("A window must be positive and points not negative.");
    }
    if (zeroOrLess(readsPerSecond) || zeroOrLess(writesPerSecond)) {
      throw new IllegalArgumentException("At least one request a second must be allowed.");
    }
  }

  /**
   * Data Center's token bucket.
   *
   * @param capacity most tokens a user can have
   * @param fillRate tokens that come in an interval
   * @param intervalSeconds how long an interval is
   */
  public record Bucket(int capacity, int fillRate, int intervalSeconds) {
    /** Checks the numbers. */
    public Bucket {
      if (capacity < 1 || fillRate < 1 || intervalSeconds < 1) {
        throw new IllegalArgumentException("A bucket's numbers are at least 1.");
      }
    }
  }

  /** The same with a global quota and its window. */
  public JiraLimits withGlobalPoints(int points, Duration in) {
    return new JiraLimits(
        points, tenantPoints, in, readsPerSecond, writesPerSecond, issueWrites, bucket);
  }

  /** The same with a quota for each tenant and its window. */
  public JiraLimits withTenantPoints(int points, Duration in) {
    return new JiraLimits(
        globalPoints, points, in, readsPerSecond, writesPerSecond, issueWrites, bucket);
  }

  /** The same with so many reads and writes a second. */
  public JiraLimits withBurst(int reads, int writes) {
    return new JiraLimits(globalPoints, tenantPoints, window, reads, writes, issueWrites, bucket);
  }

  /** The same with a bucket on Data Center. */
  public JiraLimits withBucket(int capacity, int fillRate, int intervalSeconds) {
    return new JiraLimits(
        globalPoints,
        tenantPoints,
        window,
        readsPerSecond,
        writesPerSecond,
        issueWrites,
        new Bucket(capacity, fillRate, intervalSeconds));
  }

  private static boolean negative(@Nullable Integer number) {
    return number != null && number < 0;
  }

  private static boolean zeroOrLess(@Nullable Integer number) {
    return number != null && number < 1;
  }
}
