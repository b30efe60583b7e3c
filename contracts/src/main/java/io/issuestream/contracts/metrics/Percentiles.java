package io.issuestream.contracts.metrics;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.Range;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Hours at the 50th, 85th and 95th percentile (linear interpolation between closest ranks); null
 * without values.
 *
 * @param count how many values there are
 * @param p50 half of the values are at most this
 * @param p85 85 in a hundred are at most this
 * @param p95 95 in a hundred are at most this
 */
public record Percentiles(
    @Range(min = 0) long count,
    @Nullable BigDecimal p50,
    @Nullable BigDecimal p85,
    @Nullable BigDecimal p95) {

  /** No values. */
  public static final Percentiles NONE = new Percentiles(0, null, null, null);

  public Percentiles {
    Checks.atLeast(0, count, "count");
  }
}
