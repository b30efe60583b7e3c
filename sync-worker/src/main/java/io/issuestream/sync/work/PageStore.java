package io.issuestream.sync.work;

import io.issuestream.erasure.Erased;
import io.issuestream.erasure.ErasedPeople;
import io.issuestream.messaging.LogFields;
import io.issuestream.sync.issue.CutChangelogs;
import io.issuestream.sync.issue.FailedIssues;
import io.issuestream.sync.issue.Issues;
import io.issuestream.sync.issue.RawScrub;
import io.issuestream.sync.issue.ReadIssue;
import io.issuestream.sync.issue.StoreOutcome;
import io.issuestream.sync.issue.StoreRaced;
import io.issuestream.sync.lease.ConnectionLeases;
import io.issuestream.sync.run.RunProgress;
import io.issuestream.sync.run.SyncRun;
import io.issuestream.sync.run.SyncRuns;
import io.issuestream.sync.run.SyncWindows;
import io.issuestream.sync.run.WindowMark;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.BadSqlGrammarException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * Commits pages. One transaction makes sure of the lease, writes the issues and what is published
 * of them, and moves the checkpoint and the counts: after a crash a page is stored whole or not at
 * all.
 */
@Component
class PageStore {

  private static final Logger log = LoggerFactory.getLogger(PageStore.class);

  /** In the place of a run that left an issue: this one will read it again. */
  private static final UUID NOBODY = new UUID(0, 0);

  private final Issues issues;
  private final FailedIssues failures;
  private final SyncRuns runs;
  private final SyncWindows windows;
  private final CutChangelogs cut;
  private final RunProgress progress;
  private final ConnectionLeases leases;
  private final ErasedPeople people;
  private final Scheduler syncWork;
  private final TransactionalOperator transaction;

  PageStore(
      Issues issues,
      FailedIssues failures,
      SyncRuns runs,
      SyncWindows windows,
      CutChangelogs cut,
      RunProgress progress,
      ConnectionLeases leases,
      ErasedPeople people,
      Scheduler syncWork,
      TransactionalOperator transaction) {
    this.issues = issues;
    this.failures = failures;
    this.runs = runs;
    this.windows = windows;
    this.cut = cut;
    this.progress = progress;
    this.leases = leases;
    this.people = people;
    this.syncWork = syncWork;
    this.transaction = transaction;
  }

  /**
   * Commits a page; answers what became of its issues. If the database refuses its data, it is
   * taken apart until the issue at fault is found and recorded; everything else is stored.
   *
   * @param rank {@link Issues#BY_SEARCH} or {@link Issues#BY_ID}
   * @param openFailures issues that failed in earlier runs; the page's own are struck out
   */
  Mono<StoreOutcome> commit(
      RunContext context, PreparedPage page, int rank, Set<Long> openFailures) {
    return Mono.defer(() -> store(context, page, rank, openFailures))
        .retryWhen(Retry.backoff(5, Duration.ofMillis(20)).filter(StoreRaced.class::isInstance))
        .onErrorResume(
            PageStore::blamesData, refused -> apart(context, page, rank, openFailures, refused));
  }

  private Mono<StoreOutcome> store(
      RunContext context, PreparedPage page, int rank, Set<Long> openFailures) {
    SyncRun run = context.run();
    long calls = context.takeCalls();
    boolean tell = context.progressDue();
    return leases
        .require(context.lease())
        .then(people.held(run.teamId()))
        .flatMap(erased -> scrubbed(page, erased))
        .flatMap(clean -> issues.store(run.teamId(), context.lease().epoch(), rank, clean))
        .flatMap(outcome ->
            noteFailures(run, page, openFailures)
                .then(advance(run, page))
                .then(cut.record(run.teamId(), run.projectId(), NOBODY, outcome.disputed()))
                .then(runs.advance(run, page.checkpoint(outcome, calls)))
                .flatMap(row -> tell ? progress.progressed(row).thenReturn(row) : Mono.just(row))
                .map(row -> new Stored(row, outcome)))
        .as(transaction::transactional)
        .doOnNext(stored -> context.committed(stored.row(), 0, tell))
        .doOnError(_ -> context.giveBack(calls))
        .map(Stored::outcome);
  }

  /** Within the transaction, so that who is erased meanwhile is found in what it wrote. */
  private Mono<List<ReadIssue>> scrubbed(PreparedPage page, Erased erased) {
    return erased.isEmpty()
        ? Mono.just(page.issues())
        : Mono.fromCallable(() -> new RawScrub(erased).of(page.issues())).subscribeOn(syncWork);
  }

  private record Stored(SyncRun row, StoreOutcome outcome) {}

  private Mono<Void> advance(SyncRun run, PreparedPage page) {
    WindowMark mark = page.mark();
    return mark == null ? Mono.empty() : windows.advance(run.teamId(), run.projectId(), mark);
  }

  private Mono<Void> noteFailures(SyncRun run, PreparedPage page, Set<Long> openFailures) {
    List<Long> healed =
        openFailures.isEmpty()
            ? List.of()
            : page.issues().stream()
                .map(issue -> issue.state().id())
                .filter(openFailures::contains)
                .toList();
    return failures
        .record(run.teamId(), run.projectId(), run.runId(), page.failures())
        .then(failures.settled(run.teamId(), run.projectId(), healed));
  }

  private Mono<StoreOutcome> apart(
      RunContext context, PreparedPage page, int rank, Set<Long> openFailures, Throwable refused) {
    List<ReadIssue> all = page.issues();
    if (all.isEmpty()) {
      return Mono.error(refused);
    }
    if (all.size() == 1) {
      String key = all.getFirst().state().key();
      log.atWarn()
          .addKeyValue(LogFields.TEAM, context.team())
          .addKeyValue(LogFields.ISSUE, key)
          .setCause(refused)
          .log("Issue {} cannot be stored", key);
      return store(
          context, page.givenUp("The store refused it: " + reason(refused)), rank, openFailures);
    }
    return Flux.fromIterable(page.halves())
        .concatMap(half -> commit(context, half, rank, openFailures))
        .reduce(StoreOutcome::plus);
  }

  private static boolean blamesData(Throwable failure) {
    return failure instanceof DataIntegrityViolationException
        || failure instanceof BadSqlGrammarException
        || failure instanceof IllegalArgumentException;
  }

  private static String reason(Throwable refused) {
    Throwable cause = refused.getCause();
    return String.valueOf((cause == null ? refused : cause).getMessage());
  }
}
