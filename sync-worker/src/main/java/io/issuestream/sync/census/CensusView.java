package io.issuestream.sync.census;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A project's last census as the API shows it.
 *
 * @param coveragePercent share of Jira's issues that are held
 * @param vanished issues that are absent at once and wait for an admin's word; 0 where nothing does
 * @param advice what to do about it; null where nothing is to be done
 */
record CensusView(
    String projectId,
    Instant takenAt,
    @Nullable Instant sweptAt,
    long inJira,
    long stored,
    double coveragePercent,
    long hidden,
    long repaired,
    long newlyHidden,
    long deleted,
    long moved,
    long vanished,
    long apiCallsCount,
    @Nullable String confirmedBy,
    @Nullable String advice) {

  static CensusView of(CensusResult result) {
    return new CensusView(
        result.projectId(),
        result.takenAt(),
        result.sweptAt(),
        result.inJira(),
        result.stored(),
        Math.floor(result.coverage() * 100) / 100,
        result.hidden(),
        result.repaired(),
        result.newlyHidden(),
        result.deleted(),
        result.moved(),
        result.vanished(),
        result.calls(),
        result.confirmedBy(),
        result.vanished() > 0 && result.confirmedBy() == null ? CensusAdvice.of(result) : null);
  }
}
