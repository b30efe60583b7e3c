package io.issuestream.sync.points;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Points that this worker has reserved for a team and not used yet. */
final class Purse {

  /** Each reservation within a window is twice the one before, up to 64 times the first. */
  private static final int MOST_DOUBLINGS = 6;

  private final LongSupplier nanoClock;
  private long points;
  private Instant window = Instant.EPOCH;
  private long windowEnd;
  private long usedAt;
  private int reservations;
  private @Nullable Mono<Void> refilling;

  Purse(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.windowEnd = nanoClock.getAsLong();
  }

  /** Points of a window that are not needed. */
  record Unused(Instant window, long points) {}

  /**
   * Takes a call's cost out; false where there are fewer points than needed, and nothing is taken.
   *
   * @param needed where less than the cost, the rest is owed
   */
  synchronized boolean take(long needed, long cost) {
    long now = nanoClock.getAsLong();
    usedAt = now;
    if (windowEnd - now <= 0) {
      points = 0;
      reservations = 0;
      return false;
    }
    if (points < needed) {
      return false;
    }
    points -= cost;
    return true;
  }

  /** What calls cost less, or more, than was taken for them. */
  synchronized void add(long difference) {
    points += difference;
  }

  synchronized void fill(Reservation reserved) {
    points = reserved.window().equals(window) ? points + reserved.granted() : reserved.granted();
    window = reserved.window();
    windowEnd = nanoClock.getAsLong() + reserved.windowLeft().toNanos();
    reservations++;
  }

  /** How many a reservation is to bring, so that busy teams need few. */
  synchronized long chunk(long first) {
    return first << Math.min(reservations, MOST_DOUBLINGS);
  }

  /** How many are missing until there are so many; at least 1. */
  synchronized long missing(long needed) {
    return needed - Math.min(points, needed - 1);
  }

  /** The reservation under way, else this one: however many wait, one is made. */
  synchronized Mono<Void> refilling(Mono<Void> reservation) {
    if (refilling == null) {
      // Before anybody learns of its end: who then finds too little makes the next.
      refilling = reservation.doOnTerminate(this::refilled).cache();
    }
    return refilling;
  }

  private synchronized void refilled() {
    refilling = null;
  }

  /** Empties a purse that nobody has used for so long. */
  synchronized Optional<Unused> unusedFor(Duration idle) {
    long now = nanoClock.getAsLong();
    boolean forgotten = points > 0 && now - usedAt >= idle.toNanos() && windowEnd - now > 0;
    if (!forgotten) {
      return Optional.empty();
    }
    Unused unused = new Unused(window, points);
    points = 0;
    reservations = 0;
    return Optional.of(unused);
  }
}
