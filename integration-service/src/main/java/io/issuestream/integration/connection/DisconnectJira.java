package io.issuestream.integration.connection;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.connection.ConnectionRevoked;
import io.issuestream.edge.Caller;
import io.issuestream.messaging.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Removes a team's connection: its credential from table and topic, and what hangs on it. */
@Component
class DisconnectJira {

  private static final String REASON = "A team admin disconnected Jira.";

  private final JiraConnections connections;
  private final JiraAccess access;
  private final List<ConnectionDependents> dependents;
  private final Outbox outbox;
  private final TransactionalOperator transaction;
  private final Clock clock = Clock.systemUTC();

  DisconnectJira(
      JiraConnections connections,
      JiraAccess access,
      List<ConnectionDependents> dependents,
      Outbox outbox,
      TransactionalOperator transaction) {
    this.connections = connections;
    this.access = access;
    this.dependents = dependents;
    this.outbox = outbox;
    this.transaction = transaction;
  }

  /** Disconnects; a 404 problem where nothing is connected and nothing was begun. */
  Mono<Void> disconnect(Caller caller) {
    return connections
        .held(caller.team())
        .flatMap(found -> connections.ofSite(found.teamId(), found.deployment(), found.baseUrl()))
        .filter(locked -> locked.active() || locked.needsReconnect())
        .flatMap(current -> revoke(caller, current).thenReturn(current))
        .doOnNext(current -> access.forget(current.connectionId()))
        .hasElement()
        .flatMap(removed -> forgetBegun(caller.team()).map(begun -> removed || begun))
        .as(transaction::transactional)
        .flatMap(any -> any ? Mono.<Void>empty() : Mono.error(JiraAccess::notConnected));
  }

  /** Consents begun or given but not used yet end too. */
  private Mono<Boolean> forgetBegun(String teamId) {
    return Flux.fromIterable(dependents)
        .concatMap(dependent -> dependent.forgetBegun(teamId))
        .reduce(false, Boolean::logicalOr);
  }

  private Mono<Void> revoke(Caller caller, JiraConnection current) {
    JiraConnection revoked =
        current.revoked(REASON, false, Instant.now(clock).truncatedTo(ChronoUnit.MICROS));
    var event = new ConnectionRevoked(revoked.teamId(), revoked.revision(), revoked.state());
    return connections
        .put(revoked, caller.subject())
        .thenMany(Flux.fromIterable(dependents))
        .concatMap(dependent -> dependent.onRevoked(revoked.teamId(), revoked.connectionId()))
        .then(outbox.publish(List.of(event)))
        .then(outbox.erase(Topic.JIRA_CREDENTIALS, revoked.teamId(), revoked.connectionId()));
  }
}
