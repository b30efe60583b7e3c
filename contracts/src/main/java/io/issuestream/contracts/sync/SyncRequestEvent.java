package io.issuestream.contracts.sync;

import io.issuestream.contracts.Event;

/** What {@code jira.sync-requests} carries, keyed by the request. */
public sealed interface SyncRequestEvent extends Event permits SyncRequested {}
