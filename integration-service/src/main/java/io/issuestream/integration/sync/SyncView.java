package io.issuestream.integration.sync;

import io.issuestream.contracts.sync.SyncCoverage;
import io.issuestream.contracts.sync.SyncProgress;
import io.issuestream.integration.project.SyncStatus;
import io.issuestream.integration.project.TrackedProject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the team's syncs are.
 *
 * @param status {@code not_connected}, {@code idle} (nothing tracked), {@code pending}, {@code
 *     syncing}, {@code error} or {@code complete}
 */
record SyncView(String status, List<Project> projects) {

  /**
   * One tracked project.
   *
   * @param status {@code pending}, {@code syncing}, {@code complete} or {@code error}
   * @param percentage 0 to 100; null where not known
   * @param run its latest run; null before the first
   * @param coverage what its last census found; null before the first
   */
  record Project(
      String projectId,
      String projectKey,
      String name,
      String status,
      @Nullable Integer percentage,
      @Nullable Instant lastSyncAt,
      @Nullable String lastError,
      @Nullable Instant nextRunAt,
      @Nullable Run run,
      @Nullable Coverage coverage) {}

  /**
   * How complete the copy of a project is.
   *
   * @param percentage share of Jira's issues that are held, 0 to 100, rounded down
   * @param advice what an admin has to do; null where nothing
   */
  record Coverage(
      Instant takenAt,
      long inJira,
      long stored,
      long hidden,
      double percentage,
      @Nullable String advice) {

    static Coverage of(SyncCoverage told) {
      return new Coverage(
          told.takenAt(),
          told.inJira(),
          told.stored(),
          told.hidden(),
          told.inJira() == 0
              ? 100
              : Math.min(100, Math.floor(10_000.0 * told.stored() / told.inJira()) / 100),
          told.vanished() == 0
              ? null
              : "%d issues vanished from Jira at once. They are kept until an admin confirms it; if they should still be there, check the permissions of the connection's account."
                  .formatted(told.vanished()));
    }
  }

  /** A run in figures, as {@code jira.sync-progress} tells them. */
  record Run(
      String runId,
      String trigger,
      boolean full,
      String stage,
      @Nullable Long total,
      long fetched,
      long created,
      long updated,
      long unchanged,
      long failed,
      long deleted,
      double ratePerSecond,
      long apiCallsCount,
      long syncDurationMs,
      int attempt,
      Instant startedAt,
      Instant updatedAt) {

    static Run of(SyncProgress progress) {
      return new Run(
          progress.runId(),
          progress.trigger().toString(),
          progress.full(),
          progress.stage().toString(),
          progress.total(),
          progress.fetched(),
          progress.created(),
          progress.updated(),
          progress.unchanged(),
          progress.failed(),
          progress.deleted(),
          progress.ratePerSecond(),
          progress.apiCallsCount(),
          progress.syncDurationMs(),
          progress.attempt(),
          progress.startedAt(),
          progress.at());
    }
  }

  static SyncView of(boolean connected, List<ProjectProgress> projects, Duration interval) {
    return new SyncView(
        connected ? overall(projects) : "not_connected",
        projects.stream().map(project -> project(project, interval)).toList());
  }

  private static Project project(ProjectProgress known, Duration interval) {
    TrackedProject project = known.project();
    SyncProgress progress = known.progress();
    return new Project(
        project.jiraProjectId(),
        project.jiraProjectKey(),
        project.name(),
        project.syncStatus().toString(),
        known.percentage(),
        project.lastSyncAt(),
        project.lastSyncError(),
        known.nextRunAt(interval),
        progress == null ? null : Run.of(progress),
        progress == null || progress.coverage() == null ? null : Coverage.of(progress.coverage()));
  }

  /** The most pressing of the projects' states. */
  private static String overall(List<ProjectProgress> projects) {
    if (projects.isEmpty()) {
      return "idle";
    }
    List<SyncStatus> all = projects.stream().map(one -> one.project().syncStatus()).toList();
    for (SyncStatus status : List.of(SyncStatus.SYNCING, SyncStatus.ERROR, SyncStatus.PENDING)) {
      if (all.contains(status)) {
        return status.toString();
      }
    }
    return SyncStatus.COMPLETE.toString();
  }
}
