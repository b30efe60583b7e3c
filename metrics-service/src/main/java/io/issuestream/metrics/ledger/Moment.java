package io.issuestream.metrics.ledger;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a fact came about.
 *
 * @param points the estimate then; the net change for a re-estimated issue; null when unestimated
 */
public record Moment(Instant at, @Nullable BigDecimal points) {
  public Moment {
    requireNonNull(at, "at");
  }
}
