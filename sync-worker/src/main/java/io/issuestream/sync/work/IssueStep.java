package io.issuestream.sync.work;

import io.issuestream.sync.SyncProperties;
import io.issuestream.sync.issue.FailedIssues;
import io.issuestream.sync.run.SyncRun;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.pool.Pool;

/**
 * The step that reads a project's issues: its windows side by side, page after page from each
 * checkpoint on; then by their ids those of which a search says something else than an earlier
 * reading, those that failed in earlier runs, and those that stayed without their whole changelog.
 */
@Component
class IssueStep {

  private final PageStore store;
  private final References references;
  private final FailedIssues failures;
  private final WindowPlan plan;
  private final Changelogs changelogs;
  private final SyncProperties properties;
  private final Scheduler scheduler;
  private final PageSpans spans;
  private final Pool<Object> places;

  IssueStep(
      PageStore store,
      References references,
      FailedIssues failures,
      WindowPlan plan,
      Changelogs changelogs,
      SyncProperties properties,
      Scheduler syncWork,
      PageSpans spans) {
    this.store = store;
    this.references = references;
    this.failures = failures;
    this.plan = plan;
    this.changelogs = changelogs;
    this.properties = properties;
    this.scheduler = syncWork;
    this.spans = spans;
    this.places = Turns.of(properties.pagesAtOnce());
  }

  /** What reads this run's issues. */
  Mono<IssueReading> reading(RunContext context, SiteFacts facts) {
    SyncRun run = context.run();
    var preparation =
        new PagePreparation(
            context,
            references,
            changelogs.completion(context),
            scheduler,
            facts.basis().catalogue(),
            facts.categories());
    return failures
        .openBefore(run.teamId(), run.projectId(), run.runId())
        .collect(Collectors.toSet())
        .map(open -> new IssueReading(context, preparation, store, places, open, spans));
  }

  /**
   * Reads and stores what a condition finds.
   *
   * @param condition bounded JQL without an order
   */
  Mono<Void> read(
      RunContext context, IssueReading reading, WindowPlan.Plan windows, String condition) {
    return new IssueLanes(windows, context.run().projectKey())
        .walk(
            Math.max(1, Math.min(plan.lanes(), windows.windows().size())),
            split -> plan.split(context, split),
            walk -> reading.page(walk, condition, properties.pageSize()))
        .then(Mono.defer(() -> retryFailed(context, reading)))
        .then(
            Mono.defer(() ->
                changelogs.catchUp(
                    context, ids -> reading.pastIndex(ids).then(), reading::changelogsRefused)));
  }

  private Mono<Void> retryFailed(RunContext context, IssueReading reading) {
    SyncRun run = context.run();
    return reading.openFailures().isEmpty()
        ? Mono.empty()
        : failures
            .openBefore(run.teamId(), run.projectId(), run.runId())
            .collectList()
            .flatMap(reading::byId)
            // What Jira no longer shows is not missing from its copy.
            .flatMap(read -> failures.settled(run.teamId(), run.projectId(), read.missing()));
  }
}
