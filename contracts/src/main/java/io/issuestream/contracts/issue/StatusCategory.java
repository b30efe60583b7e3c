package io.issuestream.contracts.issue;

import java.util.Locale;

/** Jira's four status categories, by their stable key rather than their translated name. */
public enum StatusCategory {
  /** Jira's key {@code new}. */
  TODO,
  /** Jira's key {@code indeterminate}. */
  IN_PROGRESS,
  /** Jira's key {@code done}. */
  DONE,
  /** Jira's key {@code undefined}, or none given. */
  UNKNOWN;

  /** The name on the wire. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
