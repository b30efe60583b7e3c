package io.issuestream.contracts.insight;

import java.util.Locale;

/** The rules. */
public enum InsightKind {
  SCOPE_CREEP,
  CARRY_OVER,
  AGEING_WORK,
  CYCLE_TIME_REGRESSION,
  UNLINKED_WORK,
  UNESTIMATED_WORK,
  UNMATCHED_PEOPLE,
  OVER_COMMITMENT,
  COVERAGE_GAP;

  /** The name on the wire. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
