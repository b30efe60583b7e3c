package io.issuestream.contracts.metrics;

import java.util.Locale;

/** Where sprint membership and times come from. */
public enum Basis {
  /** Every issue has one. */
  CHANGELOG,
  /**
   * No issue has a changelog: the sprint lists of the issues decide, additions and removals cannot
   * be seen.
   */
  MEMBERSHIP,
  /** Some have one. */
  MIXED;

  /** The name on the wire. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
