package io.issuestream.sandbox.limit;

import java.time.Duration;
import java.time.Instant;

/** A bucket of tokens that fills evenly. */
final class Tokens {
  private final double capacity;
  private final double perNano;
  private double held;
  private Instant filledAt;

  Tokens(int capacity, double fill, Duration interval, Instant now) {
    this.capacity = capacity;
    this.perNano = fill / interval.toNanos();
    this.held = capacity;
    this.filledAt = now;
  }

  /** Takes one, or says no. */
  boolean take(Instant now) {
    if (now.isAfter(filledAt)) {
      held = Math.min(capacity, held + perNano * Duration.between(filledAt, now).toNanos());
      filledAt = now;
    }
    if (held < 1) {
      return false;
    }
    held -= 1;
    return true;
  }

  /** Whole tokens left. */
  int left() {
    return (int) held;
  }

  /** Whole seconds, at least 1, until there is one again; 0 where there is one. */
  long secondsToNext() {
    return held >= 1 ? 0 : Math.max(1, (long) Math.ceil((1 - held) / perNano / 1e9));
  }
}
