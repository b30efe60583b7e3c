package io.issuestream.contracts.connection;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.Range;
import io.issuestream.contracts.WireType;

/**
 * Jira refused the access token of a connection; whoever holds the grant is to get another.
 *
 * @param revision counts the requests for this connection, from 1
 * @param staleVersion the credential version that was refused; where a newer one is out already,
 *     nothing is to be done
 */
@WireType("io.issuestream.jira.credential.requested.v1")
public record AccessTokenRequested(
    String teamId, long revision, String connectionId, @Range(min = 1) long staleVersion)
    implements TokenRequestEvent {

  public AccessTokenRequested {
    Checks.event(teamId, revision);
    Checks.text(connectionId, "connectionId");
    Checks.that(staleVersion >= 1, "staleVersion counts from 1");
  }

  @Override
  public String aggregateId() {
    return connectionId;
  }
}
