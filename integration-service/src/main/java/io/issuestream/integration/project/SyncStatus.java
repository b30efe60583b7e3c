package io.issuestream.integration.project;

import java.util.Locale;

/** How far a tracked project's data is. */
public enum SyncStatus {
  /** Waits for its first or its next run. */
  PENDING,
  SYNCING,
  /** The last run completed. */
  COMPLETE,
  /** The last run failed and is not tried again before the next scheduled one. */
  ERROR;

  /** The name in the table and in answers. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status of a {@link #toString() name}. */
  public static SyncStatus named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
