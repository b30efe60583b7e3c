package io.issuestream.sync.work;

import io.issuestream.jira.FieldCatalogue;
import io.issuestream.jira.IssueDocument;
import io.issuestream.jira.IssueSearch;
import io.issuestream.jira.JiraFailure;
import io.issuestream.jira.JiraKind;
import io.issuestream.jira.Jql;
import io.issuestream.sync.SyncProperties;
import io.issuestream.sync.issue.FailedIssues;
import io.issuestream.sync.run.SyncRun;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The step that reads a project's issues: page after page from the checkpoint on, the next one
 * being fetched and prepared while the one before is stored; then those that failed in earlier
 * runs, or stayed without their whole changelog.
 */
@Component
class IssueStep {

  /** Everything but what grows without bound and nothing here is computed from. */
  private static final List<String> FIELDS = List.of("*all", "-comment", "-worklog", "-attachment");

  private static final int FAILED_AT_ONCE = 50;

  private final PageStore store;
  private final References references;
  private final FailedIssues failures;
  private final Changelogs changelogs;
  private final SyncProperties properties;
  private final Scheduler scheduler;

  IssueStep(
      PageStore store,
      References references,
      FailedIssues failures,
      Changelogs changelogs,
      SyncProperties properties,
      Scheduler syncWork) {
    this.store = store;
    this.references = references;
    this.failures = failures;
    this.changelogs = changelogs;
    this.properties = properties;
    this.scheduler = syncWork;
  }

  /**
   * Reads and stores what a condition finds.
   *
   * @param condition bounded JQL without an order
   */
  Mono<Void> read(RunContext context, SiteFacts facts, String condition) {
    SyncRun run = context.run();
    FieldCatalogue catalogue = facts.basis().catalogue();
    var preparation =
        new PagePreparation(
            context,
            references,
            changelogs.completion(context),
            scheduler,
            catalogue,
            facts.categories());
    var walk =
        new IssueWalk(
            context.jira(),
            context.kind() == JiraKind.CLOUD,
            condition,
            FIELDS,
            properties.pageSize());
    return failures
        .openBefore(run.teamId(), run.projectId(), run.runId())
        .collect(Collectors.toSet())
        .flatMap(open ->
            walk.pagesAfter(run.afterId())
                .concatMap(
                    page ->
                        preparation.prepare(
                            page.issues(), page.lastId(), page.total(), page.serverTime()),
                    1)
                .concatMap(page -> store.commit(context, page, open), 1)
                .then(retryFailed(context, preparation, open))
                .then(
                    Mono.defer(() ->
                        changelogs.catchUp(context, ids -> retry(context, preparation, ids)))));
  }

  private Mono<Void> retryFailed(
      RunContext context, PagePreparation preparation, Set<Long> openBefore) {
    if (openBefore.isEmpty()) {
      return Mono.empty();
    }
    SyncRun run = context.run();
    return failures
        .openBefore(run.teamId(), run.projectId(), run.runId())
        .buffer(FAILED_AT_ONCE)
        .concatMap(ids -> retry(context, preparation, ids))
        .then();
  }

  private Mono<Void> retry(RunContext context, PagePreparation preparation, List<Long> ids) {
    SyncRun run = context.run();
    String jql = Jql.and(Jql.project(run.projectKey()), Jql.idIn(ids)) + " " + Jql.orderById();
    return context
        .jira()
        .search(new IssueSearch(jql, FIELDS, true, FAILED_AT_ONCE, null))
        .flatMap(page ->
            preparation
                .prepare(page.issues(), 0, OptionalLong.empty(), null)
                .flatMap(prepared -> store.commit(context, prepared, Set.copyOf(ids)))
                .then(Mono.defer(() -> forget(run, missing(ids, page.issues())))))
        // Jira refuses a query that names an issue it does not have.
        .onErrorResume(
            JiraFailure.QueryRejected.class,
            refused ->
                ids.size() == 1
                    ? forget(run, ids)
                    : Flux.fromIterable(ids)
                        .concatMap(id -> retry(context, preparation, List.of(id)))
                        .then());
  }

  /** What Jira no longer shows in the project is not missing from its copy. */
  private Mono<Void> forget(SyncRun run, Collection<Long> gone) {
    return failures.settled(run.teamId(), run.projectId(), gone);
  }

  private static Set<Long> missing(List<Long> ids, List<IssueDocument> found) {
    var missing = new HashSet<>(ids);
    found.forEach(document -> document.idHint().ifPresent(missing::remove));
    return missing;
  }
}
