package io.issuestream.jira;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before another try where Jira does not say. After failures as the settings ask;
 * after a 429 as Atlassian asks: 2 s, doubling, never above 30 s, times 0.7 to 1.3 so that many
 * callers do not come back at once.
 *
 * @param slowDown first wait after a 429 without {@code Retry-After}
 * @param random evenly spread from 0 to 1
 */
record RetryWaits(Duration slowDown, DoubleSupplier random) {

  /** The wait after failures stops growing at 128 × the backoff. */
  private static final int MOST_DOUBLINGS = 7;

  private static final Duration LONGEST_SLOW_DOWN = Duration.ofSeconds(30);
  private static final double LEAST_PART = 0.7;
  private static final double SPREAD = 0.6;

  static RetryWaits standard() {
    return new RetryWaits(Duration.ofSeconds(2), () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * After a failure.
   *
   * @param retry which retry is waited for, from 1
   */
  Duration afterFailure(Duration backoff, int retry) {
    return backoff
        .multipliedBy(1L << Math.min(retry, MOST_DOUBLINGS))
        .plusMillis(Math.round(random.getAsDouble() * 1000));
  }

  /**
   * After a 429 without a time.
   *
   * @param retry which retry is waited for, from 1
   */
  Duration afterSlowDown(int retry) {
    Duration doubled = slowDown.multipliedBy(1L << Math.min(retry - 1, MOST_DOUBLINGS));
    Duration bounded = doubled.compareTo(LONGEST_SLOW_DOWN) > 0 ? LONGEST_SLOW_DOWN : doubled;
    double part = LEAST_PART + SPREAD * random.getAsDouble();
    return Duration.ofNanos(Math.round(bounded.toNanos() * part));
  }
}
