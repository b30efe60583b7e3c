package io.issuestream.messaging.replay;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Says every few seconds how far long work is. */
final class Ticker implements AutoCloseable {

  private static final Duration EVERY = Duration.ofSeconds(5);

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  /**
   * Begins to tick.
   *
   * @param what there is so much of, such as {@code records read}
   */
  Ticker(PrintStream out, String what, LongSupplier number) {
    var _ =
        clock.scheduleAtFixedRate(
            () -> out.println("  " + number.getAsLong() + " " + what),
            EVERY.toMillis(),
            EVERY.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
