package io.issuestream.contracts.connection;

import io.issuestream.contracts.Event;

/** What {@code jira.credentials} carries, keyed by the connection. */
public sealed interface CredentialEvent extends Event permits TokenRefreshed {}
