package io.issuestream.contracts.insight;

import java.util.Locale;

/** How much it matters. */
public enum Severity {
  INFO,
  WARNING,
  CRITICAL;

  /** The name on the wire. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
