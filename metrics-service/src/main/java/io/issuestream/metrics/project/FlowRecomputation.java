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

  /** What is kept is read first, for the reason {@code SprintRecomputation} gives. */
  private Mono<Void> recompute(Claim claim) {
    return store
        .get(claim.teamId(), claim.subject())
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        .flatMap(stored ->
            projects
                .flow(claim.teamId(), claim.subject())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(facts -> next(claim, stored, facts)))
        .flatMap(next ->
            write(claim, next)
                .as(transaction::transactional)
                .then(Mono.defer(() -> next.map(this::first).orElse(Mono.empty()))));
  }

  private Mono<Void> first(FlowMetricsUpdated event) {
    return event.revision() == 1 ? onboarding.reached(OnboardingStage.METRICS) : Mono.empty();
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

  /** The event that says what is new, or nothing. */
  private static Optional<FlowMetricsUpdated> next(
      Claim claim, Optional<StoredFlow> stored, Optional<FlowFacts> facts) {
    Optional<FlowMetrics> metrics =
        facts
            .map(known -> FlowFigures.of(claim.subject(), known, known.newest()))
            // The last issue left: the moment that is known is the one of the figures before.
            .or(() -> stored.map(StoredFlow::metrics).map(FlowRecomputation::emptied));
    return metrics
        .filter(now -> stored.filter(before -> same(claim, before, now)).isEmpty())
        .map(now -> new FlowMetricsUpdated(claim.teamId(), revision(stored), now));
  }

  private static FlowMetrics emptied(FlowMetrics before) {
    return FlowFigures.of(before.projectKey(), FlowFacts.none(before.asOf()), before.asOf());
  }

  private static boolean same(Claim claim, StoredFlow before, FlowMetrics now) {
    return Arrays.equals(
        before.data(),
        EventJson.write(new FlowMetricsUpdated(claim.teamId(), before.revision(), now)));
  }

  private static long revision(Optional<StoredFlow> stored) {
    return stored.map(StoredFlow::revision).orElse(0L) + 1;
  }
}
