package io.issuestream.contracts.sync;

import java.util.Locale;

/** What started a sync. */
public enum SyncTrigger {
  /** A project was selected. */
  ONBOARDING,
  MANUAL,
  INTERVAL,
  NIGHTLY,
  SRE;

  /** The name on the wire. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
