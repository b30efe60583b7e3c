package io.issuestream.sync.work;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.sync.SyncStage;
import io.issuestream.messaging.outbox.OutboxDrain;
import io.issuestream.sync.SyncProperties;
import io.issuestream.sync.census.CensusAdvice;
import io.issuestream.sync.census.CensusResult;
import io.issuestream.sync.census.Censuses;
import io.issuestream.sync.issue.Absences;
import io.issuestream.sync.lease.ConnectionLeases;
import io.issuestream.sync.lease.Lease;
import io.issuestream.sync.project.FieldBasis;
import io.issuestream.sync.project.TrackedProjects;
import io.issuestream.sync.run.RunProgress;
import io.issuestream.sync.run.SyncRun;
import io.issuestream.sync.run.SyncRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps a run's row and what is told of it, outside the pages: each entry is one transaction under
 * the lease.
 */
@Component
class RunBooks {

  private static final Duration LOOK = Duration.ofMillis(100);
  private static final List<Topic> WRITTEN =
      List.of(Topic.JIRA_ISSUES, Topic.JIRA_SPRINTS, Topic.JIRA_USERS);

  private final SyncRuns runs;
  private final RunProgress progress;
  private final TrackedProjects projects;
  private final WindowPlan plan;
  private final Censuses censuses;
  private final ConnectionLeases leases;
  private final OutboxDrain drain;
  private final TransactionalOperator transaction;
  private final SyncProperties properties;
  private final RunMeters meters;

  RunBooks(
      SyncRuns runs,
      RunProgress progress,
      TrackedProjects projects,
      WindowPlan plan,
      Censuses censuses,
      ConnectionLeases leases,
      OutboxDrain drain,
      TransactionalOperator transaction,
      SyncProperties properties,
      RunMeters meters) {
    this.runs = runs;
    this.progress = progress;
    this.projects = projects;
    this.plan = plan;
    this.censuses = censuses;
    this.leases = leases;
    this.drain = drain;
    this.transaction = transaction;
    this.properties = properties;
    this.meters = meters;
  }

  /** A try begins. */
  Mono<Void> begin(RunContext context) {
    return enter(context, runs::begin, progress::started);
  }

  /** It is known what will be read. */
  Mono<Void> prepared(
      RunContext context,
      Optional<Long> total,
      boolean full,
      String basis,
      WindowPlan.Plan windows) {
    return enter(
        context,
        run -> runs.prepared(run, total.orElse(null), full, basis, windows.fresh()),
        run ->
            (windows.fresh()
                    ? plan.keep(run.teamId(), run.projectId(), windows)
                    : Mono.<Void>empty())
                .then(progress.progressed(run)));
  }

  /** A step failed and the run goes on. */
  Mono<Void> note(RunContext context, String problem) {
    return runs.problem(context.run(), problem).then();
  }

  /** Some issues are absent, as a census found. */
  Mono<Absences.Outcome> absent(RunContext context, Absences absences, List<Long> ids) {
    return leases
        .require(context.lease())
        .then(absences.absent(context.team(), context.lease().epoch(), ids))
        .flatMap(outcome ->
            runs.deleted(context.run(), outcome.deleted())
                .doOnNext(row -> context.committed(row, 0, false))
                .thenReturn(outcome))
        .as(transaction::transactional);
  }

  /** A census is over. */
  Mono<Void> census(RunContext context, CensusResult result) {
    Mono<Void> told =
        result.vanished() > 0 ? note(context, "census: " + CensusAdvice.of(result)) : Mono.empty();
    return leases
        .require(context.lease())
        .then(censuses.record(context.team(), result))
        .then(told)
        .as(transaction::transactional);
  }

  /** Everything is stored, so the watermark moves. */
  Mono<Void> stored(RunContext context, FieldBasis basis) {
    long calls = context.callsToCount();
    return enter(
        context,
        run -> runs.publishing(run, calls),
        run ->
            projects
                .read(run.teamId(), run.projectId(), watermark(run), basis.fingerprint())
                .then(plan.over(run.teamId(), run.projectId()))
                .then(progress.progressed(run)));
  }

  /**
   * The greatest {@code updated} met, but not past Jira's clock when the run began: of what changed
   * later, some may lie in pages that were already read.
   */
  static @Nullable Instant watermark(SyncRun run) {
    Instant highest = run.highWater();
    Instant begin = run.serverTime();
    return highest == null || begin == null || highest.isBefore(begin) ? highest : begin;
  }

  /** Waits until everything the run wrote has left, and completes it. */
  Mono<Void> awaitDrain(RunContext context) {
    String team = context.team();
    return runs.now()
        .flatMap(written ->
            Mono.defer(() -> drained(team, written))
                .filter(gone -> gone)
                .repeatWhenEmpty(looks -> looks.delayElements(LOOK)))
        .then(drain.positions(Topic.JIRA_ISSUES))
        .flatMap(offsets ->
            enter(
                context,
                run -> runs.end(run, SyncStage.COMPLETED, null, 0),
                run -> progress.completed(run, offsets)));
  }

  private Mono<Boolean> drained(String team, Instant written) {
    return Flux.fromIterable(WRITTEN)
        .concatMap(topic -> drain.drained(topic, team, written))
        .all(gone -> gone);
  }

  /** The try failed: another is planned, or the run ends. */
  Mono<Void> failed(RunContext context, String error) {
    long calls = context.callsToCount();
    return enter(context, run -> giveUpOrRetry(run, error, calls), progress::failed);
  }

  /** The try failed and trying again at once would not help: the run ends. */
  Mono<Void> over(RunContext context, String error) {
    long calls = context.callsToCount();
    return enter(context, run -> runs.end(run, SyncStage.FAILED, error, calls), progress::failed);
  }

  /** The run waits for an access token and goes on where it is. */
  Mono<Void> postponed(RunContext context) {
    long calls = context.callsToCount();
    return enter(
        context, run -> runs.postpone(run, properties.runBackoff(), calls), progress::progressed);
  }

  /**
   * The run has to wait and goes on where it is.
   *
   * @param reason why, for the team admin
   */
  Mono<Void> postponed(RunContext context, Duration wait, String reason) {
    long calls = context.callsToCount();
    return enter(
        context,
        run ->
            runs.postpone(run, wait, calls).flatMap(postponed -> runs.problem(postponed, reason)),
        progress::progressed);
  }

  /** The try failed before there was a Jira to work with. */
  Mono<Void> failedBeforeOpening(Lease lease, SyncRun run, String error) {
    return leases
        .require(lease)
        .then(Mono.defer(() -> giveUpOrRetry(run, error, 0)))
        .flatMap(row -> progress.failed(row).thenReturn(row))
        .as(transaction::transactional)
        .flatMap(row -> meters.committed(run, row));
  }

  private Mono<SyncRun> giveUpOrRetry(SyncRun run, String error, long calls) {
    if (run.attempt() > properties.runRetries()) {
      return runs.end(run, SyncStage.FAILED, error, calls);
    }
    return runs.retry(
        run, properties.runBackoff().multipliedBy(1L << (run.attempt() - 1)), error, calls);
  }

  private Mono<Void> enter(
      RunContext context,
      Function<SyncRun, Mono<SyncRun>> change,
      Function<SyncRun, Mono<Void>> tell) {
    return leases
        .require(context.lease())
        .then(Mono.defer(() -> change.apply(context.run())))
        .flatMap(row -> tell.apply(row).thenReturn(row))
        .as(transaction::transactional)
        .flatMap(row -> {
          SyncRun before = context.run();
          context.committed(row, row.apiCalls() - before.apiCalls(), true);
          return meters.committed(before, row);
        });
  }
}
