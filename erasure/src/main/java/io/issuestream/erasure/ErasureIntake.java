package io.issuestream.erasure;

import io.issuestream.contracts.erasure.ErasureEvent;
import io.issuestream.contracts.erasure.PersonErased;
import io.issuestream.messaging.inbound.Batch;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps what is asked on {@code team.erasures}; the work is done from the table, at its pace. */
final class ErasureIntake {

  private final ErasureTasks tasks;
  private final ErasureSteps steps;

  ErasureIntake(ErasureTasks tasks, ErasureSteps steps) {
    this.tasks = tasks;
    this.steps = steps;
  }

  Mono<Void> on(Batch<ErasureEvent> batch) {
    return Flux.fromIterable(batch.latestEvents())
        .concatMap(event ->
            event instanceof PersonErased erased ? steps.remember(erased) : tasks.add(event))
        .then();
  }
}
