package io.issuestream.insights.linkage;

import io.issuestream.contracts.metrics.Percentiles;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Percentiles of durations. */
final class Hours {

  private Hours() {}

  /** The percentiles of the values that are there, to a hundredth of an hour. */
  static Percentiles percentiles(Stream<@Nullable Double> values) {
    double[] sorted =
        values
            .filter(Objects::nonNull)
            .mapToDouble(value -> Objects.requireNonNull(value))
            .toArray();
    if (sorted.length == 0) {
      return Percentiles.NONE;
    }
    Arrays.sort(sorted);
    return new Percentiles(sorted.length, at(sorted, 0.50), at(sorted, 0.85), at(sorted, 0.95));
  }

  /**
   * Linear interpolation between closest ranks, as PostgreSQL's {@code percentile_cont} and NumPy's
   * default: the value at position {@code share × (n − 1)} of the sorted values, counted from 0.
   */
  private static BigDecimal at(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    double value = sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    return rounded(value, 2);
  }

  /** Rounded half up, without trailing zeros, so that equal figures are equal. */
  static BigDecimal rounded(double value, int digits) {
    BigDecimal rounded =
        BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
  }
}
