package io.issuestream.sync.run;

import io.issuestream.contracts.sync.SyncTrigger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks for runs.
 *
 * @param teamId a team, or {@code *} for all
 * @param projectId one project, or null for all active ones
 * @param since read what changed since then; null for the watermark
 * @param users read the people too
 */
public record RunRequest(
    String teamId,
    @Nullable String projectId,
    SyncTrigger trigger,
    boolean full,
    @Nullable Instant since,
    boolean users) {

  /** Whether somebody waits for it, so that a retry's wait is cut short. */
  boolean urgent() {
    return switch (trigger) {
      case ONBOARDING, MANUAL, SRE -> true;
      case INTERVAL, NIGHTLY -> false;
    };
  }
}
