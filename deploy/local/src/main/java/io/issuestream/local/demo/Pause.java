package io.issuestream.local.demo;

import java.time.Duration;

/** A rest between two looks at something that is on its way. */
public final class Pause {
  private Pause() {}

  /**
   * Waits for so long.
   *
   * @throws DemoFailed when interrupted
   */
  public static void of(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailed("Interrupted; what was begun goes on by itself.");
    }
  }
}
