package io.issuestream.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Jira's own clock: what {@code created}, {@code updated}, histories, the {@code Date} header,
 * {@code serverTime}, relative dates of queries and the index's lag go by. It follows the clock the
 * sandbox was started with until it is set; tokens, limits and latency always follow that one,
 * since callers wait in real time.
 */
public final class SandboxClock implements InstantSource {
  private final InstantSource real;
  private Instant stoppedAt = Instant.EPOCH;
  private boolean stopped;
  private Duration ahead = Duration.ZERO;

  SandboxClock(InstantSource real) {
    this.real = real;
  }

  @Override
  public synchronized Instant instant() {
    return stopped ? stoppedAt : real.instant().plus(ahead);
  }

  /** Stops the clock at a moment, earlier or later than it showed. */
  public synchronized void set(Instant moment) {
    stoppedAt = moment;
    stopped = true;
  }

  /** Moves it on, or back by a negative duration; a running clock goes on running. */
  public synchronized void advance(Duration by) {
    if (stopped) {
      stoppedAt = stoppedAt.plus(by);
    } else {
      ahead = ahead.plus(by);
    }
  }

  /** Lets it run again with the clock the sandbox was started with. */
  public synchronized void run() {
    stopped = false;
    ahead = Duration.ZERO;
  }
}
