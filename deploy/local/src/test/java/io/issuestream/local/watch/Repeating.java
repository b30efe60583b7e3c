package io.issuestream.local.watch;

import io.issuestream.local.api.ApiRefused;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Something done again and again, by one or by several at once, until it is ended. */
final class Repeating {
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  private Repeating() {}

  /** Does it, with a pause after each time; that it is refused or not answered is no matter. */
  static Repeating each(long millis, int at, Runnable step) {
    Repeating repeating = new Repeating();
    for (int i = 0; i < at; i++) {
      repeating.threads.add(
          Thread.ofVirtual().name("repeating-" + i).start(() -> repeating.run(millis, step)));
    }
    return repeating;
  }

  private void run(long millis, Runnable step) {
    try {
      do {
        try {
          step.run();
        } catch (ApiRefused | UncheckedIOException away) {
          // Whoever asks, asks again.
        }
      } while (!end.await(millis, TimeUnit.MILLISECONDS));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it once those under way are done. */
  void end() throws InterruptedException {
    end.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
