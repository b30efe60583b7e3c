package io.issuestream.sync.intake;

import io.issuestream.contracts.sync.SyncRequestEvent;
import io.issuestream.contracts.sync.SyncRequested;
import io.issuestream.messaging.inbound.Batch;
import io.issuestream.messaging.inbound.Received;
import io.issuestream.sync.run.RunRequest;
import io.issuestream.sync.run.SyncRuns;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes requests for syncs; one sent twice counts once, and one for a running sync changes nothing.
 */
@Component
class RequestIntake {

  private final SyncRuns runs;
  private final TransactionalOperator transaction;

  RequestIntake(SyncRuns runs, TransactionalOperator transaction) {
    this.runs = runs;
    this.transaction = transaction;
  }

  Mono<Void> on(Batch<SyncRequestEvent> batch) {
    return Flux.fromIterable(batch.records())
        .map(Received::event)
        .cast(SyncRequested.class)
        .concatMap(this::on)
        .then()
        .as(transaction::transactional);
  }

  private Mono<Void> on(SyncRequested asked) {
    return runs.takeRequest(asked.teamId(), asked.requestId())
        .filter(isNew -> isNew)
        .flatMap(isNew ->
            runs.request(
                new RunRequest(
                    asked.teamId(),
                    asked.jiraProjectId(),
                    asked.trigger(),
                    asked.full(),
                    asked.since(),
                    asked.users())));
  }
}
