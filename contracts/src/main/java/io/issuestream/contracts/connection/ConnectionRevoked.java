package io.issuestream.contracts.connection;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.WireType;

/** The connection no longer works or was removed. */
@WireType("io.issuestream.jira.connection.revoked.v1")
public record ConnectionRevoked(String teamId, long revision, ConnectionState connection)
    implements ConnectionEvent {

  public ConnectionRevoked {
    Checks.event(teamId, revision);
    Checks.that(!connection.active(), "A revoked connection's state must not say active");
  }
}
