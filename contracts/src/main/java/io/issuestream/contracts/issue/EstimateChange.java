package io.issuestream.contracts.issue;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The estimate changed, in story points; null stands for unestimated. */
public record EstimateChange(Instant at, @Nullable BigDecimal from, @Nullable BigDecimal to) {

  public EstimateChange {
    requireNonNull(at, "at");
  }
}
