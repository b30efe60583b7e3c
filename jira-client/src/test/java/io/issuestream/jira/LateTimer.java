package io.issuestream.jira;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/** A timer as on a busy machine: whatever it is to do at a moment is done a little later. */
record LateTimer(Scheduler timer, Duration late) implements Scheduler {

  @Override
  public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
    return timer.schedule(task, unit.toNanos(delay) + late.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public Disposable schedule(Runnable task) {
    return timer.schedule(task);
  }

  @Override
  public Worker createWorker() {
    return timer.createWorker();
  }
}
