package io.issuestream.integration.nightly;

import io.issuestream.contracts.Keys;
import io.issuestream.contracts.sync.SyncRequested;
import io.issuestream.contracts.sync.SyncTrigger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A night, named after the day it ends on. It lasts from noon to noon, so that one that began late
 * in the evening and is tried again after midnight is still the same.
 */
record Night(LocalDate morning) {

  private static final Duration UNTIL_MIDNIGHT = Duration.ofHours(12);

  /** The night at a moment, where the clocks show the zone's time. */
  static Night at(Instant moment, ZoneId zone) {
    return new Night(moment.atZone(zone).toLocalDateTime().plus(UNTIL_MIDNIGHT).toLocalDate());
  }

  /** The same for everyone who asks for this night's sync, so that it counts once. */
  String requestId() {
    return "nightly-" + morning;
  }

  /** Asks for what changed in every project of every team, and for the people. */
  SyncRequested request() {
    return new SyncRequested(
        Keys.ALL_TEAMS, 1, requestId(), SyncTrigger.NIGHTLY, null, false, null, true);
  }
}
