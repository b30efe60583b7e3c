package io.issuestream.metrics.project;

import io.issuestream.contracts.metrics.FlowMetrics;
import io.issuestream.contracts.metrics.FlowMetricsUpdated;
import io.issuestream.messaging.EventJson;
import io.issuestream.messaging.outbox.Outbox;
import io.issuestream.messaging.watch.Onboarding;
import io.issuestream.messaging.watch.OnboardingStage;
import io.issuestream.metrics.flow.FlowFacts;
import io.issuestream.metrics.flow.FlowFigures;
import io.issuestream.metrics.issue.ProjectFacts;
import io.issuestream.metrics.project.FlowMetricsStore.StoredFlow;
import io.issuestream.metrics.recompute.Claim;
import io.issuestream.metrics.recompute.Kind;
import io.issuestream.metrics.recompute.Marks;
import io.issuestream.metrics.recompute.Recomputation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Works the flow of projects out again and publishes what changed, project by project. */
@Component
class FlowRecomputation implements Recomputation {

  private final ProjectFacts projects;
  private final FlowMetricsStore store;
  private final Outbox outbox;
  private final Marks marks;
  private final TransactionalOperator transaction;
  private final Onboarding onboarding;

  FlowRecomputation(
      ProjectFacts projects,
      FlowMetricsStore store,
      Outbox outbox,
      Marks marks,
      TransactionalOperator transaction,
      Onboarding onboarding) {
    this.projects = projects;
    this.store = store;
    this.outbox = outbox;
    this.marks = marks;
    this.transaction = transaction;
    this.onboarding = onboarding;
  }

  @Override
  public Kind kind() {
    return Kind.FLOW;
  }

  @Override
  public Mono<Void> recompute(List<Claim> claims) {
    return Flux.fromIterable(claims).concatMap(this::recompute).then();
  }

  @Override
  public Mono<Void> markOutdated() {
    return store.markOutdated();
  }

  private Mono<Void> recompute(Claim claim) {
    return next(claim.teamId(), claim.subject())
        .flatMap(next ->
            write(claim, next)
                .as(transaction::transactional)
                .then(Mono.defer(() -> next.map(this::first).orElse(Mono.empty()))))
        .onErrorResume(
            failure -> onboarding.failed(OnboardingStage.METRICS).then(Mono.error(failure)));
  }

  private Mono<Void> first(FlowMetricsUpdated event) {
    return event.revision() == 1 ? onboarding.reached(OnboardingStage.METRICS) : Mono.empty();
  }

  /**
   * The event that says what is new of a project's flow, if anything is. What is kept is read
   * first, for the reason {@code SprintRecomputation} gives.
   */
  Mono<Optional<FlowMetricsUpdated>> next(String teamId, String projectKey) {
    return store
        .get(teamId, projectKey)
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        .flatMap(stored ->
            projects
                .flow(teamId, projectKey)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(facts -> next(teamId, projectKey, stored, facts)));
  }

  private Mono<Void> write(Claim claim, Optional<FlowMetricsUpdated> next) {
    Mono<Void> settle = marks.settle(Kind.FLOW, List.of(claim));
    return next.map(event ->
            store
                .write(event)
                .flatMap(written ->
                    written
                        ? outbox.publish(List.of(event), one -> claim.changedAt()).then(settle)
                        : Mono.empty()))
        .orElse(settle);
  }

  private static Optional<FlowMetricsUpdated> next(
      String teamId, String projectKey, Optional<StoredFlow> stored, Optional<FlowFacts> facts) {
    Optional<FlowMetrics> metrics =
        facts
            .map(known -> FlowFigures.of(projectKey, known, known.newest()))
            // The last issue left: the moment that is known is the one of the figures before.
            .or(() -> stored.map(StoredFlow::metrics).map(FlowRecomputation::emptied));
    return metrics
        .filter(now -> stored.filter(before -> same(teamId, before, now)).isEmpty())
        .map(now -> new FlowMetricsUpdated(teamId, revision(stored), now));
  }

  private static FlowMetrics emptied(FlowMetrics before) {
    return FlowFigures.of(before.projectKey(), FlowFacts.none(before.asOf()), before.asOf());
  }

  private static boolean same(String teamId, StoredFlow before, FlowMetrics now) {
    return Arrays.equals(
        before.data(), EventJson.write(new FlowMetricsUpdated(teamId, before.revision(), now)));
  }

  private static long revision(Optional<StoredFlow> stored) {
    return stored.map(StoredFlow::revision).orElse(0L) + 1;
  }
}
