package io.issuestream.contracts.sync;

import java.util.Locale;

/** What a run is doing. */
public enum SyncStage {
  /** Waiting for its turn. */
  PENDING,
  /** Reading people. */
  USERS,
  /** Reading issues. */
  ISSUES,
  /** All stored; the last events are leaving. */
  PUBLISHING,
  COMPLETED,
  FAILED,
  /** The project was deselected. */
  CANCELLED;

  /** The name on the wire. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
