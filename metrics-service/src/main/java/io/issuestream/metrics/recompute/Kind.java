package io.issuestream.metrics.recompute;

import java.util.Locale;

/** What can be worked out again. */
public enum Kind {
  /** A sprint, by its number. */
  SPRINT,
  /** A project's flow, by its key. */
  FLOW;

  /** The name in the table of marks. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
