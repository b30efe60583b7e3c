package io.issuestream.jira;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

/**
 * The pace of one connection: turns are given evenly spaced, first to those who may go before, else
 * first come, first served, and none while Jira wants to be left alone. Nobody holds a thread while
 * waiting. (Resilience4j's rate limiter gives permissions in windows, so up to twice the pace
 * around a window's edge, and cannot be told to pause until a given moment.)
 */
final class RequestBudget {

  /** A longer pause is not waited for: the caller gets to know and comes back. */
  static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  /** At a high pace timers are too coarse to space turns; so much lateness may be caught up. */
  private static final long CATCH_UP = TimeUnit.MILLISECONDS.toNanos(20);

  private static final double COARSE_PACE = 50;

  private final Scheduler timer;
  private final LongSupplier nanoClock;
  private final Queue<MonoSink<Void>> ahead = new ArrayDeque<>();
  private final Queue<MonoSink<Void>> waiting = new ArrayDeque<>();
  private final Object lock = new Object();
  private double pace;
  private long nextWakeUp = Long.MAX_VALUE;
  private long nextFree;
  private long pausedUntil;

  RequestBudget(double requestsPerSecond, Scheduler timer, LongSupplier nanoClock) {
    this.pace = requestsPerSecond;
    this.timer = timer;
    this.nanoClock = nanoClock;
    this.nextFree = nanoClock.getAsLong();
    this.pausedUntil = nextFree;
  }

  /**
   * Completes when it is the subscriber's turn to send one request.
   *
   * @param soon before all who wait without being so
   */
  Mono<Void> turn(boolean soon) {
    return Mono.create(sink -> {
      synchronized (lock) {
        (soon ? ahead : waiting).add(sink.onCancel(() -> leave(sink)));
      }
      serve();
    });
  }

  /** Gives no turn for this long from now; never shortens a pause. */
  void pause(Duration wait) {
    synchronized (lock) {
      pausedUntil = Math.max(pausedUntil, nanoClock.getAsLong() + wait.toNanos());
    }
    serve();
  }

  Duration pauseLeft() {
    synchronized (lock) {
      return Duration.ofNanos(Math.max(0, pausedUntil - nanoClock.getAsLong()));
    }
  }

  void changePace(double requestsPerSecond) {
    synchronized (lock) {
      if (pace == requestsPerSecond) {
        return;
      }
      pace = requestsPerSecond;
      nextFree = Math.min(nextFree, nanoClock.getAsLong() + interval());
    }
    serve();
  }

  double pace() {
    synchronized (lock) {
      return pace;
    }
  }

  int waiting() {
    synchronized (lock) {
      return ahead.size() + waiting.size();
    }
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
      if (ahead.isEmpty() && waiting.isEmpty()) {
        return null;
      }
      long now = nanoClock.getAsLong();
      long due = Math.max(nextFree, pausedUntil);
      if (due > now) {
        wakeAt(due, now);
        return null;
      }
      long catchUp = pace < COARSE_PACE ? 0 : CATCH_UP;
      nextFree = Math.max(nextFree, now - catchUp) + interval();
      return ahead.isEmpty() ? waiting.poll() : ahead.poll();
    }
  }

  private void wakeAt(long due, long now) {
    // Never disposed when an earlier one is needed: disposing may interrupt a thread that is just
    // sending somebody's request, while a superfluous wake-up finds nothing to do.
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
    List<MonoSink<Void>> turnedAway;
    Duration left = pauseLeft();
    synchronized (lock) {
      if (left.compareTo(LONGEST_WAIT) <= 0) {
        return;
      }
      turnedAway = new ArrayList<>(ahead);
      turnedAway.addAll(waiting);
      ahead.clear();
      waiting.clear();
    }
    turnedAway.forEach(sink -> sink.error(new JiraFailure.RateLimited(left, null)));
  }

  private void leave(MonoSink<Void> sink) {
    synchronized (lock) {
      if (!ahead.remove(sink)) {
        waiting.remove(sink);
      }
    }
  }

  private long interval() {
    return Math.round(TimeUnit.SECONDS.toNanos(1) / pace);
  }
}
