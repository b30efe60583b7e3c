package io.issuestream.sync.census;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a tracked project's copy stands to Jira's last census of it.
 *
 * @param takenAt when Jira was asked; null before the first census, as are the figures
 * @param inJira issues that Jira counted
 * @param vanished issues that are absent and wait for an admin's word
 * @param visible issues held now that the connection can see
 * @param unread issues that are known and could not be read or stored
 * @param changedSince whether a run that began later brought or took something, so that the count
 *     of then says nothing about now
 */
record CensusStanding(
    String projectId,
    String projectKey,
    @Nullable Instant takenAt,
    @Nullable Long inJira,
    @Nullable Long vanished,
    long visible,
    long unread,
    boolean changedSince) {}
