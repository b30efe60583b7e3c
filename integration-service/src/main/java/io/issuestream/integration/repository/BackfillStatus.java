package io.issuestream.integration.repository;

import java.util.Locale;

/** How far a tracked repository's pull requests are. */
public enum BackfillStatus {
  /** Waits for its first or its next run, or for GitHub. */
  PENDING,
  RUNNING,
  /** The last run read everything that had changed. */
  COMPLETE,
  /** The last run failed in a way that somebody has to look at. */
  ERROR;

  /** The name in the table and in answers. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status of a {@link #toString() name}. */
  public static BackfillStatus named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
