package io.issuestream.local.supervisor;

import io.issuestream.embedded.ServerDidNotStart;
import io.issuestream.local.supervisor.Part.Launched;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one part running, on a thread of its own, until told to stop. */
final class PartRunner implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(PartRunner.class);
  private static final Duration WATCH_WHILE_STARTING = Duration.ofMillis(200);
  private static final Duration WATCH = Duration.ofSeconds(3);

  private final Part part;
  private final Runnable onChange;
  private final Backoff backoff = new Backoff();
  private final CountDownLatch firstReady = new CountDownLatch(1);
  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  private final AtomicBoolean begun = new AtomicBoolean();

  /**
   * A permit for each reason to look up before the time: the process has ended, or it is to be
   * stopped.
   */
  private final Semaphore wake = new Semaphore(0);

  private volatile PartStatus status;

  PartRunner(Part part, Runnable onChange) {
    this.part = part;
    this.onChange = onChange;
    this.status =
        new PartStatus(
            part.name(),
            part.port(),
            Condition.WAITING,
            null,
            Instant.now(),
            0,
            "",
            part.log().path().toString());
  }

  PartStatus status() {
    return status;
  }

  /** Waits until the part has been ready once, or is told to stop. */
  void awaitFirstReady() throws InterruptedException {
    firstReady.await();
  }

  /** Ends the part and waits for it; one that has not begun never will. */
  void stop() {
    if (begun.compareAndSet(false, true)) {
      set(status.with(Condition.STOPPED, ""));
      return;
    }
    stopRequested.countDown();
    wake.release();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    if (!begun.compareAndSet(false, true)) {
      return;
    }
    try {
      while (stopRequested.getCount() > 0) {
        Instant begun = Instant.now();
        String ending = startAndWatch();
        if (stopRequested.getCount() > 0) {
          pause(ending, backoff.afterRunning(Duration.between(begun, Instant.now())));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      set(status.with(Condition.STOPPED, ""));
      firstReady.countDown();
      stopped.countDown();
    }
  }

  /** Returns when the process has ended, or could not be started, with the reason. */
  private String startAndWatch() throws InterruptedException {
    set(status.with(Condition.STARTING, status.message()));
    part.log().rotate();
    @Nullable Launched launched = null;
    try {
      launched = part.start();
      set(status.startedAs(launched.process()));
      CompletableFuture<Void> _ = launched.process().onExit().thenRun(wake::release);
      watch(launched);
      return stopRequested.getCount() > 0 ? "ended " + launched.ending() : "stopped";
    } catch (ServerDidNotStart e) {
      return String.valueOf(e.getMessage());
    } catch (RuntimeException e) {
      log.error("{} could not be looked after", part.name(), e);
      return e.toString();
    } finally {
      if (launched != null && launched.process().isAlive()) {
        part.stop(launched);
      }
    }
  }

  private void watch(Launched launched) throws InterruptedException {
    while (stopRequested.getCount() > 0 && launched.process().isAlive()) {
      boolean serves = part.serves();
      if (serves && launched.process().isAlive()) {
        set(status.with(Condition.READY, ""));
        firstReady.countDown();
      } else if (status.condition() == Condition.READY) {
        set(
            status.with(
                Condition.NOT_SERVING, "its process runs but does not say that it is ready"));
      }
      if (wake.tryAcquire(
          (serves ? WATCH : WATCH_WHILE_STARTING).toMillis(), TimeUnit.MILLISECONDS)) {
        wake.drainPermits();
      }
    }
  }

  private void pause(String ending, Duration delay) throws InterruptedException {
    log.warn("{} {}; starting it again in {} s", part.name(), ending, delay.toSeconds());
    set(status.ended(ending));
    if (stopRequested.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
      log.info("{} stays down: the stack is stopping", part.name());
    }
  }

  private void set(PartStatus next) {
    if (!next.equals(status)) {
      status = next;
      onChange.run();
    }
  }
}
