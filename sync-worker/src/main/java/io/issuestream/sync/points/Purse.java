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

  /** Takes points out; false where there are not so many, and nothing is taken. */
  synchronized boolean take(long wanted) {
    long now = nanoClock.getAsLong();
    usedAt = now;
    if (windowEnd - now <= 0) {
      points = 0;
      reservations = 0;
      return false;
    }
    if (points < wanted) {
      return false;
    }
    points -= wanted;
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

  /** How many are missing to pay this. */
  synchronized long missing(long wanted) {
    return wanted - Math.min(points, wanted - 1);
  }

  /** The reservation under way, else this one: however many wait, one is made. */
  synchronized Mono<Void> refilling(Mono<Void> reservation) {
    if (refilling == null) {
      refilling = reservation.doFinally(end -> refilled()).cache();
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
