package io.issuestream.sync.issue;

import java.util.Map;

/**
 * How much a team has in the store.
 *
 * @param stored issues that are not deleted
 * @param deleted issues known to be gone from Jira
 * @param byProject stored issues by project key
 * @param failed issues that could not be stored
 * @param outboxPending states of this team that have not left for Kafka yet
 */
record StoreStatus(
    long stored, long deleted, Map<String, Long> byProject, long failed, long outboxPending) {}
