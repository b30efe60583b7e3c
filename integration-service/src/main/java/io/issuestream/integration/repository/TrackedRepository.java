package io.issuestream.integration.repository;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A repository a team tracks, or once tracked.
 *
 * @param repositoryId GitHub's number, which stays when the name changes
 * @param fullName {@code owner/name} as last seen
 * @param lastRunAt when a run last read everything; null before the first
 * @param lastError why the last run failed, for the team admin; null when it did not
 */
record TrackedRepository(
    long repositoryId,
    String fullName,
    boolean active,
    BackfillStatus status,
    @Nullable Instant lastRunAt,
    @Nullable String lastError) {}
