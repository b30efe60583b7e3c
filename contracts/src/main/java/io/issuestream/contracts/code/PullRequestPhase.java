package io.issuestream.contracts.code;

import java.util.Locale;

/** Where a pull request is in its life. */
public enum PullRequestPhase {
  OPEN,
  /** Closed without merging. */
  CLOSED,
  MERGED;

  /** The name on the wire. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
