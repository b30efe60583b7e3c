package io.issuestream.sandbox.data;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far searches are behind the issues.
 *
 * @param bound the lag of every change, or the longest where a seed is given; zero for none
 * @param seed each change's own lag is drawn from it, so that a later change may be found before an
 *     earlier one; null where all have the bound
 */
public record IndexLag(Duration bound, @Nullable Long seed) {
  /** Searches see everything at once. */
  public static final IndexLag NONE = new IndexLag(Duration.ZERO, null);

  /** Checks the bound. */
  public IndexLag {
    if (bound.isNegative()) {
      throw new IllegalArgumentException("An index cannot be ahead: the lag must not be negative.");
    }
  }
}
