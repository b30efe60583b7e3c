package io.issuestream.sync.intake;

import io.issuestream.contracts.Keys;
import io.issuestream.contracts.connection.ConnectionEvent;
import io.issuestream.contracts.connection.CredentialEvent;
import io.issuestream.contracts.connection.TokenRefreshed;
import io.issuestream.contracts.sync.SyncTrigger;
import io.issuestream.messaging.inbound.Batch;
import io.issuestream.sync.connection.JiraAccess;
import io.issuestream.sync.connection.JiraConnections;
import io.issuestream.sync.project.TrackedProjects;
import io.issuestream.sync.run.RunRequest;
import io.issuestream.sync.run.SyncRuns;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes connections and credentials over; what had waited for them then starts. */
@Component
class ConnectionIntake {

  private final JiraConnections connections;
  private final JiraAccess access;
  private final TrackedProjects projects;
  private final RunStops stops;
  private final SyncRuns runs;
  private final TransactionalOperator transaction;

  ConnectionIntake(
      JiraConnections connections,
      JiraAccess access,
      TrackedProjects projects,
      RunStops stops,
      SyncRuns runs,
      TransactionalOperator transaction) {
    this.connections = connections;
    this.access = access;
    this.projects = projects;
    this.stops = stops;
    this.runs = runs;
    this.transaction = transaction;
  }

  Mono<Void> on(Batch<ConnectionEvent> batch) {
    List<ConnectionEvent> events = batch.latestEvents();
    return connections
        .reactivated(events)
        .flatMap(again ->
            connections
                .store(events)
                .thenMany(Flux.fromIterable(events))
                .filter(event -> !event.connection().active())
                .concatMap(this::ended)
                .thenMany(Flux.fromIterable(again))
                .concatMap(this::reconnected)
                .then())
        .then(Mono.defer(runs::wake))
        .as(transaction::transactional);
  }

  private Mono<Void> ended(ConnectionEvent event) {
    access.forget(event.teamId(), event.aggregateId());
    return stops.disconnected(event.teamId(), event.aggregateId(), event.connection().reason());
  }

  /** What was missed while nobody could read Jira is read at once, not at the next interval. */
  private Mono<Void> reconnected(ConnectionEvent event) {
    return projects
        .activeOf(event.teamId(), event.aggregateId())
        .concatMap(projectId ->
            runs.request(
                new RunRequest(event.teamId(), projectId, SyncTrigger.INTERVAL, false, null, true)))
        .then();
  }

  Mono<Void> onCredentials(Batch<CredentialEvent> batch) {
    List<TokenRefreshed> refreshed =
        batch.latestEvents().stream()
            .map(event ->
                switch (event) {
                  case TokenRefreshed token -> token;
                })
            .toList();
    return connections
        .storeCredentials(refreshed)
        .thenMany(Flux.fromIterable(batch.erasedKeys()))
        .concatMap(this::erased)
        .then(runs.wake())
        .as(transaction::transactional);
  }

  private Mono<Void> erased(String key) {
    String team = Keys.teamOf(key);
    return connections.eraseCredentials(team, key.substring(team.length() + 1));
  }
}
