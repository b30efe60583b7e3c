/**
 * Asks for syncs and shows how far they are: the requests on {@code jira.sync-requests} and the
 * read model of {@code jira.sync-progress}. The runs themselves are sync-worker's.
 */
@NullMarked
package io.issuestream.integration.sync;

import org.jspecify.annotations.NullMarked;
