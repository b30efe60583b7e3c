package io.issuestream.metrics.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Arithmetic on story points. */
public final class Points {

  private static final int SHARE_DIGITS = 4;

  private Points() {}

  /** What an estimate adds to a sum: nothing when there is none. */
  public static BigDecimal of(@Nullable BigDecimal estimate) {
    return estimate == null ? BigDecimal.ZERO : estimate;
  }

  /** The number without trailing zeros and exponent, so that equal numbers are written alike. */
  public static BigDecimal plain(BigDecimal number) {
    if (number.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
  }

  /** A share, to four digits; null of nothing. */
  static @Nullable BigDecimal share(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0
        ? null
        : plain(part.divide(whole, SHARE_DIGITS, RoundingMode.HALF_UP));
  }
}
