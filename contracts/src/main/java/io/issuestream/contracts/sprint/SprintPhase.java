package io.issuestream.contracts.sprint;

import java.util.Locale;

/** Where a sprint is in its life. */
public enum SprintPhase {
  FUTURE,
  ACTIVE,
  CLOSED;

  /** The name on the wire. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
