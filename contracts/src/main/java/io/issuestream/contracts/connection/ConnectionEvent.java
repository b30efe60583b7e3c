package io.issuestream.contracts.connection;

import io.issuestream.contracts.Event;

/** What {@code jira.connections} carries, keyed by the connection. */
public sealed interface ConnectionEvent extends Event
    permits ConnectionEstablished, ConnectionRevoked {

  /** The state at this revision. */
  ConnectionState connection();

  @Override
  default String aggregateId() {
    return connection().connectionId();
  }
}
