package io.issuestream.contracts.connection;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.WireType;

/** A team's Jira can be read. */
@WireType("io.issuestream.jira.connection.established.v1")
public record ConnectionEstablished(String teamId, long revision, ConnectionState connection)
    implements ConnectionEvent {

  public ConnectionEstablished {
    Checks.event(teamId, revision);
    Checks.that(connection.active(), "An established connection's state must say active");
  }
}
