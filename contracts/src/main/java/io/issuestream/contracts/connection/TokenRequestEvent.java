package io.issuestream.contracts.connection;

import io.issuestream.contracts.Event;

/** What {@code jira.token-requests} carries, keyed by the connection. */
public sealed interface TokenRequestEvent extends Event permits AccessTokenRequested {}
