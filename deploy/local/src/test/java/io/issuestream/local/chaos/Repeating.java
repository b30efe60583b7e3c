package io.issuestream.local.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Things that are done again and again, each with a pause in between, until they are stopped. */
final class Repeating implements AutoCloseable {
  private static final Duration LAST = Duration.ofMinutes(5);
  private static final int THREADS = 8;

  private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(THREADS);
  private final List<ScheduledFuture<?>> jobs = new ArrayList<>();

  interface Step {
    void run() throws Exception;
  }

  void every(Duration pause, Step step) {
    jobs.add(
        executor.scheduleWithFixedDelay(
            () -> run(step), 0, pause.toMillis(), TimeUnit.MILLISECONDS));
  }

  private static void run(Step step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits so long, while everything goes on. */
  void goOnFor(Duration time) throws InterruptedException {
    try {
      executor.schedule(() -> {}, time.toMillis(), TimeUnit.MILLISECONDS).get();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets what is being done end, and fails with what broke. */
  void stop() throws InterruptedException {
    executor.shutdown();
    if (!executor.awaitTermination(LAST.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("Something did not end within " + LAST);
    }
    for (ScheduledFuture<?> job : jobs) {
      if (job.state() == Future.State.FAILED) {
        throw new IllegalStateException("It broke in between", job.exceptionNow());
      }
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
