package io.issuestream.jira;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import reactor.core.publisher.Mono;

/** Points of the hour, counted in this process for all connections together. */
final class HourlyPoints implements PointsGovernor {

  private final long each;
  private final Clock clock;
  private Instant hour = Instant.MIN;
  private long left;

  HourlyPoints(long each, Clock clock) {
    this.each = each;
    this.clock = clock;
  }

  @Override
  public Mono<Void> take(String connectionId, int points) {
    return Mono.defer(() -> {
      Duration wait = takeOrWait(points);
      return wait.isZero() ? Mono.empty() : Mono.error(new JiraFailure.PointsSpent(wait));
    });
  }

  private synchronized Duration takeOrWait(int points) {
    Instant now = clock.instant();
    Instant present = now.truncatedTo(ChronoUnit.HOURS);
    if (!present.equals(hour)) {
      hour = present;
      left = each;
    }
    // A call that costs more than an hour's points must still be possible.
    if (left >= points || left == each) {
      left -= points;
      return Duration.ZERO;
    }
    return Duration.between(now, present.plus(1, ChronoUnit.HOURS));
  }

  @Override
  public synchronized void correct(String connectionId, int difference) {
    left = Math.min(each, left - difference);
  }
}
