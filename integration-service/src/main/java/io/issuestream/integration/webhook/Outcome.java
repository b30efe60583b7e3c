package io.issuestream.integration.webhook;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of a delivery.
 *
 * @param result {@code applied}, {@code outdated} (something newer was there), {@code ignored} or
 *     {@code unreadable}
 * @param message why, where it was not applied
 */
public record Outcome(Delivery delivery, Result result, @Nullable String message) {

  /** The kinds of outcome. */
  public enum Result {
    APPLIED,
    OUTDATED,
    IGNORED,
    /** Trying again would not help. */
    UNREADABLE;

    /** The name in the table. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether it is done with, rather than failed. */
  boolean completed() {
    return result != Result.UNREADABLE;
  }
}
