package io.issuestream.local.supervisor;

import java.time.Duration;

/**
 * How long to wait before a part is started again: 1 s, doubled at each failure in a row, at most
 * 30 s.
 */
final class Backoff {
  /** Having run this long, a process had started well; its end is a new matter. */
  private static final Duration HEALTHY = Duration.ofSeconds(60);

  private static final int MOST_DOUBLINGS = 5;

  private int failures;

  Duration afterRunning(Duration ran) {
    failures = ran.compareTo(HEALTHY) >= 0 ? 1 : failures + 1;
    long seconds = 1L << Math.min(failures - 1, MOST_DOUBLINGS);
    return Duration.ofSeconds(Math.min(seconds, 30));
  }
}
