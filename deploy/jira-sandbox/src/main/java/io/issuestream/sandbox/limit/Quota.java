package io.issuestream.sandbox.limit;

import java.time.Duration;
import java.time.Instant;

/** Points in a window, which begins with the first request after the last one ended. */
final class Quota {
  private final int points;
  private final Duration window;
  private Instant end = Instant.MIN;
  private long spent;

  Quota(int points, Duration window) {
    this.points = points;
    this.window = window;
  }

  /** Whether a point is left; what a request costs is known only afterwards. */
  boolean admits(Instant now) {
    if (!now.isBefore(end)) {
      end = now.plus(window);
      spent = 0;
    }
    return spent < points;
  }

  void spend(int cost) {
    spent += cost;
  }

  int points() {
    return points;
  }

  int left() {
    return (int) Math.max(0, points - spent);
  }

  Instant end() {
    return end;
  }
}
