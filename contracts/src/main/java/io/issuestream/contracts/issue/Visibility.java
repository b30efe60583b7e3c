package io.issuestream.contracts.issue;

import java.util.Locale;

/** Whether the connection can still read the issue. */
public enum Visibility {
  VISIBLE,
  /** Not readable now, not known to be deleted; data kept. */
  HIDDEN;

  /** The name on the wire. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
