package io.issuestream.metrics.ledger;

import io.issuestream.contracts.metrics.Basis;
import io.issuestream.metrics.history.IssueHistory;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One issue's line in a sprint's ledger.
 *
 * @param basis {@link Basis#CHANGELOG} or {@link Basis#MEMBERSHIP}
 * @param assignee who had it at the end; null for nobody
 * @param points the estimate when it left, or at the end; null when unestimated
 * @param facts what is true of it; empty in a sprint that was not started
 */
public record LedgerEntry(
    IssueHistory issue,
    Basis basis,
    @Nullable String assignee,
    @Nullable BigDecimal points,
    Map<SprintFact, Moment> facts) {

  public LedgerEntry {
    facts = Map.copyOf(facts);
  }

  /** Whether this is true of it. */
  public boolean is(SprintFact fact) {
    return facts.containsKey(fact);
  }
}
