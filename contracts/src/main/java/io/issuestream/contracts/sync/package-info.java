/**
 * Requests for synchronisation on {@code jira.sync-requests} and what became of them on {@code
 * jira.sync-progress}.
 */
@NullMarked
package io.issuestream.contracts.sync;

import org.jspecify.annotations.NullMarked;
