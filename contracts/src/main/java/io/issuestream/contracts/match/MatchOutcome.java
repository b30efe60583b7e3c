package io.issuestream.contracts.match;

import java.util.Locale;

/** What is known about an account. */
public enum MatchOutcome {
  MATCHED,
  /** No member fits. */
  UNMATCHED,
  /** Several members fit. */
  AMBIGUOUS,
  /** Not a person of the team, or set aside by hand. */
  EXCLUDED;

  /** The name on the wire. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
