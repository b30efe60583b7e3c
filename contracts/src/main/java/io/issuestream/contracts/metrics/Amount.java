package io.issuestream.contracts.metrics;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.Range;
import java.math.BigDecimal;

/** So many issues, bearing so many story points together; an unestimated issue adds no points. */
public record Amount(@Range(min = 0) long issues, BigDecimal points) {

  /** Nothing. */
  public static final Amount ZERO = new Amount(0, BigDecimal.ZERO);

  public Amount {
    Checks.atLeast(0, issues, "issues");
    requireNonNull(points, "points");
  }
}
