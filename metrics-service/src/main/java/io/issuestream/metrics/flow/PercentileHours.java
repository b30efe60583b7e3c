package io.issuestream.metrics.flow;

import io.issuestream.contracts.metrics.Percentiles;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * Percentiles by linear interpolation between closest ranks, with the lowest value as the 0th and
 * the highest as the 100th: the value at rank {@code p × (n − 1)} counted from 0. Definition 7 of
 * Hyndman and Fan, "Sample Quantiles in Statistical Packages" (1996), the default of spreadsheets.
 */
final class PercentileHours {

  private static final double SECONDS_PER_HOUR = 3600;
  private static final int DIGITS = 2;

  private PercentileHours() {}

  /** The percentiles, in hours to two digits, of durations in seconds in any order. */
  static Percentiles of(long[] seconds) {
    if (seconds.length == 0) {
      return Percentiles.NONE;
    }
    long[] sorted = seconds.clone();
    Arrays.sort(sorted);
    return new Percentiles(
        sorted.length, hours(at(sorted, 0.50)), hours(at(sorted, 0.85)), hours(at(sorted, 0.95)));
  }

  /** The value at a share of the way from the lowest to the highest rank. */
  static double at(long[] sorted, double share) {
    double rank = share * (sorted.length - 1);
    int below = (int) Math.floor(rank);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }

  private static BigDecimal hours(double seconds) {
    BigDecimal hours =
        BigDecimal.valueOf(seconds / SECONDS_PER_HOUR).setScale(DIGITS, RoundingMode.HALF_UP);
    BigDecimal stripped = hours.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
  }
}
