package io.issuestream.contracts.sync;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.Range;
import java.time.Instant;

/**
 * What a project's last census found: how its copy compares with Jira.
 *
 * @param takenAt when it was taken
 * @param inJira issues that Jira counted, approximately on Cloud
 * @param stored issues held that the connection can see
 * @param hidden issues held that the connection cannot see now
 * @param vanished issues that vanished at once, more than may without a person's word; 0 where
 *     nothing waits for one
 */
public record SyncCoverage(
    Instant takenAt,
    @Range(min = 0) long inJira,
    @Range(min = 0) long stored,
    @Range(min = 0) long hidden,
    @Range(min = 0) long vanished) {

  public SyncCoverage {
    requireNonNull(takenAt, "takenAt");
    Checks.atLeast(0, inJira, "inJira");
    Checks.atLeast(0, stored, "stored");
    Checks.atLeast(0, hidden, "hidden");
    Checks.atLeast(0, vanished, "vanished");
  }
}
