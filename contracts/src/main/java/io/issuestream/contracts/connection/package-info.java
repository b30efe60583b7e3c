/**
 * Jira connections on {@code jira.connections} and their sealed credentials on {@code
 * jira.credentials}; requests for newer ones on {@code jira.token-requests}.
 */
@NullMarked
package io.issuestream.contracts.connection;

import org.jspecify.annotations.NullMarked;
