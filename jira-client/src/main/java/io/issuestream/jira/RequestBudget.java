package io.issuestream.jira;

import io.issuestream.jira.Pauses.Pause;
import io.issuestream.jira.TurnQueue.Waiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;
import reactor.util.context.Context;

/**
 * The pace of one connection: turns are given evenly spaced, live reads first, a bounded number at
 * once, and to no request that Jira wants to be spared. Nobody holds a thread while waiting.
 * (Resilience4j's rate limiter gives permissions in windows, so up to twice the pace around a
 * window's edge, and cannot be told to pause until a given moment.)
 */
final class RequestBudget {

  /** A longer pause is not waited for: the caller gets to know and comes back. */
  static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  /**
   * Requests of one connection under way at once. A Jira that hangs holds no more HTTP connections
   * than this, and none waits in a pool, where it could not be held back any more.
   */
  static final int MOST_AT_ONCE = 64;

  /**
   * At a high pace timers are too coarse to space turns, so such a lateness is caught up. One that
   * somebody waited through is in any case, up to a turn: it would be lost to the pace for ever.
   */
  private static final long CATCH_UP = TimeUnit.MILLISECONDS.toNanos(20);

  private final Scheduler timer;
  private final LongSupplier nanoClock;
  private final TurnQueue queue = new TurnQueue();
  private final Pauses pauses = new Pauses();
  private final TokenBucket bucket = new TokenBucket();
  private final AtomicInteger serving = new AtomicInteger();
  private final Object lock = new Object();
  private double pace;
  private int underWay;

  /** Whether somebody has waited since before the next turn was due. */
  private boolean awaited;

  private long nextWakeUp = Long.MAX_VALUE;
  private long nextFree;

  RequestBudget(double requestsPerSecond, Scheduler timer, LongSupplier nanoClock) {
    this.pace = requestsPerSecond;
    this.timer = timer;
    this.nanoClock = nanoClock;
    this.nextFree = nanoClock.getAsLong();
  }

  /**
   * Does one request's work when it is its turn. The place is free again when the work ends, or
   * when nobody waits for it any more.
   *
   * @param extents what the request lies in
   */
  <T> Mono<T> inTurn(Priority priority, List<Extent> extents, Mono<T> work) {
    return Mono.create(sink -> {
      Disposable.Swap stage = Disposables.swap();
      Waiter waiter =
          new Waiter(priority, extents, () -> stage.replace(begin(work, sink)), sink::error);
      stage.replace(() -> leave(waiter));
      synchronized (lock) {
        queue.add(waiter);
      }
      var _ = sink.onDispose(stage);
      serve();
    });
  }

  /** Gives no turn within an extent for this long from now; never shortens a pause. */
  void pause(Extent extent, Duration wait, @Nullable String reason) {
    synchronized (lock) {
      pauses.add(extent, nanoClock.getAsLong() + wait.toNanos(), reason);
    }
    serve();
  }

  /** Whether a request has to wait although it has had its turn. */
  boolean paused(List<Extent> extents) {
    synchronized (lock) {
      pauses.passed(nanoClock.getAsLong());
      return pauses.over(extents) != null;
    }
  }

  /** For how long nothing at all may be asked. */
  Duration pauseLeft() {
    synchronized (lock) {
      return pauses.left(Extent.EVERYTHING, nanoClock.getAsLong());
    }
  }

  /** Jira told how many tokens its bucket holds. */
  void told(TokenBucket.Level level) {
    synchronized (lock) {
      // The one that was answered is among those under way.
      bucket.told(level, Math.max(0, underWay - 1));
      nextFree = Math.min(nextFree, nanoClock.getAsLong() + interval());
    }
    serve();
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
      return queue.size();
    }
  }

  private <T> Disposable begin(Mono<T> work, MonoSink<T> sink) {
    AtomicBoolean taken = new AtomicBoolean(true);
    Runnable giveBack =
        () -> {
          if (taken.compareAndSet(true, false)) {
            synchronized (lock) {
              underWay--;
            }
            serve();
          }
        };
    // One signal with or without a value: a second one, for the end, would take back a value that
    // nobody has requested yet.
    return work.doOnTerminate(giveBack)
        .doOnCancel(giveBack)
        .singleOptional()
        .subscribe(
            value -> sink.success(value.orElse(null)),
            sink::error,
            () -> {},
            Context.of(sink.contextView()));
  }

  /**
   * One thread at a time, so that work which ends at once does not start the next within itself.
   */
  private void serve() {
    if (serving.getAndIncrement() != 0) {
      return;
    }
    int missed = 1;
    try {
      while (missed != 0) {
        turnAwayWhoWouldWaitForLong();
        for (Waiter next = nextInTurn(); next != null; next = nextInTurn()) {
          next.start();
        }
        missed = serving.addAndGet(-missed);
      }
    } finally {
      if (missed != 0) {
        // An error of the machine: whoever comes next must still be served.
        serving.set(0);
      }
    }
  }

  private @Nullable Waiter nextInTurn() {
    synchronized (lock) {
      if (queue.size() == 0 || underWay >= MOST_AT_ONCE) {
        awaited = false;
        return null;
      }
      long now = nanoClock.getAsLong();
      pauses.passed(now);
      if (nextFree > now) {
        awaited = true;
        wakeAt(nextFree, now);
        return null;
      }
      if (pauses.left(Extent.EVERYTHING, now).isPositive()) {
        awaited = false;
        wakeAt(now + pauses.left(Extent.EVERYTHING, now).toNanos(), now);
        return null;
      }
      Waiter next = queue.next(waiter -> pauses.over(waiter.extents()) == null);
      if (next == null) {
        awaited = false;
        wakeAt(firstPauseEnd(), now);
        return null;
      }
      queue.served(next);
      underWay++;
      bucket.taken();
      long interval = interval();
      long catchUp = awaited ? Math.max(interval, CATCH_UP) : interval > CATCH_UP ? 0 : CATCH_UP;
      nextFree = Math.max(nextFree, now - catchUp) + interval;
      return next;
    }
  }

  private long firstPauseEnd() {
    long first = Long.MAX_VALUE;
    for (Waiter waiter : queue.all()) {
      Pause pause = pauses.over(waiter.extents());
      first = pause == null ? first : Math.min(first, pause.until());
    }
    return first;
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

  private void turnAwayWhoWouldWaitForLong() {
    List<Runnable> refusals = new ArrayList<>();
    synchronized (lock) {
      long now = nanoClock.getAsLong();
      if (!pauses.anyBeyond(now + LONGEST_WAIT.toNanos())) {
        return;
      }
      for (Waiter waiter : queue.all()) {
        Pause pause = pauses.over(waiter.extents());
        if (pause != null && pause.until() - now > LONGEST_WAIT.toNanos()) {
          queue.remove(waiter);
          Duration left = Duration.ofNanos(pause.until() - now);
          refusals.add(() -> waiter.refuse(new JiraFailure.RateLimited(left, pause.reason())));
        }
      }
    }
    refusals.forEach(Runnable::run);
  }

  private void leave(Waiter waiter) {
    synchronized (lock) {
      queue.remove(waiter);
      awaited &= queue.size() > 0;
    }
  }

  private long interval() {
    return Math.max(Math.round(TimeUnit.SECONDS.toNanos(1) / pace), bucket.spacing());
  }
}
