/**
 * Jira connections on {@code jira.connections} and their sealed credentials on {@code
 * jira.credentials}.
 */
@NullMarked
package io.issuestream.contracts.connection;

import org.jspecify.annotations.NullMarked;
