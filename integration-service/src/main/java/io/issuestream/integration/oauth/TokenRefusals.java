package io.issuestream.integration.oauth;

import io.issuestream.contracts.connection.AccessTokenRequested;
import io.issuestream.contracts.connection.Authentication;
import io.issuestream.contracts.connection.TokenRequestEvent;
import io.issuestream.integration.connection.JiraConnection;
import io.issuestream.integration.connection.JiraConnections;
import io.issuestream.messaging.inbound.Batch;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes note that Jira refused a credential. Of a grant the next token is got, unless there is one
 * already; of any other credential the team is told.
 */
@Component
class TokenRefusals {

  private final JiraConnections connections;
  private final Grants grants;
  private final TokenLoop loop;

  TokenRefusals(JiraConnections connections, Grants grants, TokenLoop loop) {
    this.connections = connections;
    this.grants = grants;
    this.loop = loop;
  }

  /** Only notes it: a grant is refreshed by the loop, so that no record waits for Atlassian. */
  Mono<Void> on(Batch<TokenRequestEvent> batch) {
    return Flux.fromIterable(batch.latestEvents())
        .cast(AccessTokenRequested.class)
        .concatMap(asked ->
            connections
                .active(asked.teamId(), asked.connectionId())
                .flatMap(connection -> note(connection, asked)))
        .then(Mono.fromRunnable(loop::nudge));
  }

  private Mono<Void> note(JiraConnection connection, AccessTokenRequested asked) {
    return connection.authentication() == Authentication.OAUTH
        ? grants.wanted(asked.teamId(), asked.connectionId(), asked.staleVersion())
        : connections.rejected(asked.teamId(), asked.connectionId(), asked.staleVersion(), true);
  }
}
