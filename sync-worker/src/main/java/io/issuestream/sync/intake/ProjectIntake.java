package io.issuestream.sync.intake;

import io.issuestream.contracts.project.ProjectEvent;
import io.issuestream.contracts.sync.SyncTrigger;
import io.issuestream.messaging.inbound.Batch;
import io.issuestream.sync.project.TrackedProjects;
import io.issuestream.sync.project.TrackedProjects.ProjectChange;
import io.issuestream.sync.run.RunRequest;
import io.issuestream.sync.run.SyncRuns;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A selected project is synced at once; a deselected one's run is cancelled and its data kept. */
@Component
class ProjectIntake {

  private final TrackedProjects projects;
  private final SyncRuns runs;
  private final RunStops stops;
  private final TransactionalOperator transaction;

  ProjectIntake(
      TrackedProjects projects, SyncRuns runs, RunStops stops, TransactionalOperator transaction) {
    this.projects = projects;
    this.runs = runs;
    this.stops = stops;
    this.transaction = transaction;
  }

  Mono<Void> on(Batch<ProjectEvent> batch) {
    return Flux.fromIterable(batch.latestEvents())
        .concatMap(event -> projects.store(event).flatMap(this::react))
        .then()
        .as(transaction::transactional);
  }

  private Mono<Void> react(ProjectChange change) {
    if (change.starts()) {
      return runs.request(
          new RunRequest(
              change.teamId(), change.projectId(), SyncTrigger.ONBOARDING, false, null, true));
    }
    return change.stops() ? stops.deselected(change.teamId(), change.projectId()) : Mono.empty();
  }
}
