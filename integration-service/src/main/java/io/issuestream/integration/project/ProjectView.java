package io.issuestream.integration.project;

import io.issuestream.jira.JiraProject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A project to choose, or chosen.
 *
 * @param accessible whether Jira shows it to the connected account now
 * @param syncStatus {@code pending}, {@code syncing}, {@code complete} or {@code error}; null for
 *     one that is not tracked
 */
record ProjectView(
    String projectId,
    String projectKey,
    String name,
    boolean tracked,
    boolean accessible,
    @Nullable String syncStatus,
    @Nullable Instant lastSyncAt,
    @Nullable String lastSyncError) {

  static ProjectView of(JiraProject project) {
    return new ProjectView(
        project.id(), project.key(), project.name(), false, true, null, null, null);
  }

  static ProjectView of(TrackedProject project, boolean accessible) {
    return new ProjectView(
        project.jiraProjectId(),
        project.jiraProjectKey(),
        project.name(),
        project.active(),
        accessible,
        project.active() ? project.syncStatus().toString() : null,
        project.lastSyncAt(),
        project.active() ? project.lastSyncError() : null);
  }

  /** Jira's key and name as they are now, with what is known of its sync. */
  ProjectView named(JiraProject project) {
    return new ProjectView(
        projectId,
        project.key(),
        project.name(),
        tracked,
        true,
        syncStatus,
        lastSyncAt,
        lastSyncError);
  }
}
