package io.issuestream.sync.work;

import io.issuestream.sync.issue.CutChangelogs;
import io.issuestream.sync.issue.RawIssues;
import io.issuestream.sync.run.SyncRun;
import io.issuestream.sync.run.SyncRuns;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** What is needed to have changelogs whole, and the memory of those that are not yet. */
@Component
class Changelogs {

  private static final int AT_ONCE = 50;

  private final RawIssues stored;
  private final CutChangelogs cut;
  private final SyncRuns runs;
  private final Scheduler scheduler;

  Changelogs(RawIssues stored, CutChangelogs cut, SyncRuns runs, Scheduler syncWork) {
    this.stored = stored;
    this.cut = cut;
    this.runs = runs;
    this.scheduler = syncWork;
  }

  /** Completes the changelogs of one try of a run. */
  ChangelogCompletion completion(RunContext context) {
    SyncRun run = context.run();
    return new ChangelogCompletion(
        context.kind(),
        ids -> stored.of(run.teamId(), ids),
        context.jira()::changelogs,
        ids -> cut.record(run.teamId(), run.projectId(), run.runId(), ids),
        problem -> runs.problem(run, problem).then(),
        scheduler);
  }

  /**
   * Has those read again that earlier runs left cut, or this one met otherwise than by id.
   *
   * @param read reads and stores some issues by their ids
   * @param refused whether Jira refuses to give changelogs: then reading more of them is in vain
   */
  Mono<Void> catchUp(
      RunContext context, Function<List<Long>, Mono<Void>> read, BooleanSupplier refused) {
    SyncRun run = context.run();
    return cut.leftBefore(run.teamId(), run.projectId(), run.runId())
        .buffer(AT_ONCE)
        .concatMap(
            ids ->
                refused.getAsBoolean()
                    ? Mono.empty()
                    : read.apply(ids).then(Mono.defer(() -> readAgain(run, ids))),
            1)
        .then();
  }

  private Mono<Void> readAgain(SyncRun run, Collection<Long> ids) {
    return cut.readAgain(run.teamId(), run.projectId(), run.runId(), ids);
  }
}
