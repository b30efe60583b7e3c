package io.issuestream.integration.sync;

import io.issuestream.contracts.sync.SyncProgress;
import io.issuestream.contracts.sync.SyncStage;
import io.issuestream.integration.project.SyncStatus;
import io.issuestream.integration.project.TrackedProject;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tracked project with what was last heard of its runs.
 *
 * @param progress null before its first run
 */
record ProjectProgress(TrackedProject project, @Nullable SyncProgress progress) {

  /** What a run's stage means for the project. A failed run that is tried again is not an error. */
  static SyncStatus statusOf(SyncProgress progress) {
    return switch (progress.stage()) {
      case PENDING, CANCELLED -> SyncStatus.PENDING;
      case USERS, ISSUES, PUBLISHING -> SyncStatus.SYNCING;
      case COMPLETED -> SyncStatus.COMPLETE;
      case FAILED -> progress.nextAttemptAt() == null ? SyncStatus.ERROR : SyncStatus.PENDING;
    };
  }

  /** Whether a run is under way, as far as was heard lately. */
  boolean running(Instant now, Duration forgottenAfter) {
    return project.syncStatus() == SyncStatus.SYNCING
        && progress != null
        && progress.at().plus(forgottenAfter).isAfter(now);
  }

  /** Share of the issues read, 0 to 100; null where Jira has not said how many there are. */
  @Nullable Integer percentage() {
    if (progress == null || project.syncStatus() == SyncStatus.PENDING) {
      return null;
    }
    if (progress.stage() == SyncStage.COMPLETED) {
      return 100;
    }
    Long total = progress.total();
    if (total == null || total == 0) {
      return null;
    }
    // The count is approximate on Cloud: only a run's end may say 100.
    return (int) Math.min(99, progress.fetched() * 100 / total);
  }

  /** When the next run is due by itself; null where nothing is planned. */
  @Nullable Instant nextRunAt(Duration interval) {
    if (project.nextAttemptAt() != null) {
      return project.nextAttemptAt();
    }
    Instant last = project.syncStatus() == SyncStatus.ERROR ? gaveUpAt() : project.lastSyncAt();
    return last == null || interval.isZero() ? null : last.plus(interval);
  }

  /** A run that failed counts too: without it the next would be due in the past, or never. */
  private @Nullable Instant gaveUpAt() {
    return progress == null ? project.lastSyncAt() : progress.at();
  }
}
