package io.issuestream.github;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

/**
 * The turns of one connection: evenly spaced, few at a time, never more under way than GitHub said
 * are left, and none while it told us to wait. Nobody holds a thread while waiting.
 */
final class RequestBudget {

  /** Clocks are read at different moments, and timers may be a little early. */
  static final Duration MARGIN = Duration.ofMillis(100);

  /** GitHub's advice where a secondary limit names no wait; doubled each time it strikes again. */
  private static final Duration UNTOLD_WAIT = Duration.ofMinutes(1);

  private static final int MOST_DOUBLINGS = 5;
  private static final int UNKNOWN = Integer.MAX_VALUE;

  /** At a high pace timers are too coarse to space turns; so much lateness may be caught up. */
  private static final long CATCH_UP = TimeUnit.MILLISECONDS.toNanos(20);

  private static final double COARSE_PACE = 50;

  private final Scheduler timer;
  private final LongSupplier nanoClock;
  private final Queue<Turn> waiting = new ArrayDeque<>();
  private final Object lock = new Object();
  private GithubLimits limits;
  private int underWay;
  private long nextWakeUp = Long.MAX_VALUE;
  private long nextFree;
  private long pausedUntil;
  private int strikes;
  private int remaining = UNKNOWN;
  private long resetEpoch;
  private long resetNanos;

  RequestBudget(GithubLimits limits, Scheduler timer, LongSupplier nanoClock) {
    this.limits = limits;
    this.timer = timer;
    this.nanoClock = nanoClock;
    this.nextFree = nanoClock.getAsLong();
    this.pausedUntil = nextFree;
  }

  /** One who waits, or is under way; guarded by the lock. */
  private static final class Turn {
    private final Duration patience;
    private @Nullable MonoSink<Void> sink;
    private boolean given;

    Turn(Duration patience) {
      this.patience = patience;
    }
  }

  /**
   * The request, sent when it is its turn; the turn ends with it.
   *
   * @param patience who would have to wait longer, because of a pause, is told so at once
   */
  <T> Mono<T> inTurn(Mono<T> request, Duration patience) {
    return Mono.defer(() -> {
      var turn = new Turn(patience.plus(MARGIN));
      return Mono.<Void>create(sink -> queue(turn, sink))
          .then(request)
          .doFinally(end -> leave(turn));
    });
  }

  /** Gives no turn for this long from now; never shortens a pause. */
  void pause(Duration wait) {
    synchronized (lock) {
      pausedUntil = Math.max(pausedUntil, nanoClock.getAsLong() + wait.toNanos());
    }
    serve();
  }

  /** Pauses because a limit struck, and gives for how long; without a wait told GitHub's advice. */
  Duration struck(@Nullable Duration told) {
    Duration wait;
    synchronized (lock) {
      if (told == null) {
        // Several under way are refused by one and the same strike.
        boolean again = pausedUntil <= nanoClock.getAsLong();
        strikes = again ? strikes + 1 : Math.max(strikes, 1);
        wait = UNTOLD_WAIT.multipliedBy(1L << Math.min(strikes - 1, MOST_DOUBLINGS));
      } else {
        wait = told;
      }
    }
    pause(wait.plus(MARGIN));
    return wait;
  }

  /** A request was answered: what struck before is over. */
  void answered() {
    synchronized (lock) {
      strikes = 0;
    }
  }

  /**
   * Takes note of what is left of the primary limit. Answers overtake each other: within a window
   * the least counts, and nothing of an earlier one.
   *
   * @param resetEpochSecond GitHub's name for the window
   */
  void left(int requests, long resetEpochSecond, Duration untilReset) {
    synchronized (lock) {
      if (resetEpochSecond < resetEpoch) {
        return;
      }
      remaining = resetEpochSecond == resetEpoch ? Math.min(remaining, requests) : requests;
      resetEpoch = resetEpochSecond;
      resetNanos = nanoClock.getAsLong() + untilReset.plus(MARGIN).toNanos();
    }
    if (requests == 0) {
      pause(untilReset.plus(MARGIN));
    }
  }

  Duration pauseLeft() {
    synchronized (lock) {
      return Duration.ofNanos(Math.max(0, pausedUntil - nanoClock.getAsLong()));
    }
  }

  void under(GithubLimits others) {
    synchronized (lock) {
      limits = others;
      nextFree = Math.min(nextFree, nanoClock.getAsLong() + interval());
    }
    serve();
  }

  GithubState state() {
    synchronized (lock) {
      boolean known = remaining != UNKNOWN && nanoClock.getAsLong() < resetNanos;
      return new GithubState(
          limits.requestsPerSecond(),
          waiting.size(),
          pauseLeft(),
          known ? remaining : null,
          known ? Instant.ofEpochSecond(resetEpoch) : null);
    }
  }

  private void queue(Turn turn, MonoSink<Void> sink) {
    synchronized (lock) {
      turn.sink = sink;
      waiting.add(turn);
    }
    serve();
  }

  private void leave(Turn turn) {
    synchronized (lock) {
      if (turn.given) {
        underWay--;
      } else {
        waiting.remove(turn);
      }
    }
    serve();
  }

  private void serve() {
    turnAwayIfPausedForLong();
    MonoSink<Void> next = nextInTurn();
    while (next != null) {
      next.success();
      next = nextInTurn();
    }
  }

  private @Nullable MonoSink<Void> nextInTurn() {
    synchronized (lock) {
      Turn first = waiting.peek();
      if (first == null || underWay >= most()) {
        return null;
      }
      long now = nanoClock.getAsLong();
      long due = Math.max(nextFree, pausedUntil);
      if (due > now) {
        wakeAt(due, now);
        return null;
      }
      long catchUp = limits.requestsPerSecond() < COARSE_PACE ? 0 : CATCH_UP;
      nextFree = Math.max(nextFree, now - catchUp) + interval();
      waiting.remove();
      first.given = true;
      underWay++;
      return first.sink;
    }
  }

  /** How many may be under way: each may use up one of those that are left. */
  private int most() {
    boolean counts = nanoClock.getAsLong() < resetNanos;
    return counts ? Math.min(limits.concurrent(), Math.max(1, remaining)) : limits.concurrent();
  }

  private void wakeAt(long due, long now) {
    // Never disposed when an earlier one is needed: a superfluous wake-up finds nothing to do.
    if (due < nextWakeUp) {
      nextWakeUp = due;
      timer.schedule(this::wakeUp, due - now, TimeUnit.NANOSECONDS);
    }
  }

  private void wakeUp() {
    synchronized (lock) {
      nextWakeUp = Long.MAX_VALUE;
    }
    serve();
  }

  private void turnAwayIfPausedForLong() {
    List<Turn> turnedAway;
    Duration left = pauseLeft();
    synchronized (lock) {
      turnedAway = waiting.stream().filter(turn -> left.compareTo(turn.patience) > 0).toList();
      waiting.removeAll(turnedAway);
    }
    for (Turn turn : turnedAway) {
      MonoSink<Void> sink = turn.sink;
      if (sink != null) {
        sink.error(new GithubFailure.RateLimited(left));
      }
    }
  }

  private long interval() {
    return Math.round(TimeUnit.SECONDS.toNanos(1) / limits.requestsPerSecond());
  }
}
