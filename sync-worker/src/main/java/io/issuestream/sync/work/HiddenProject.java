package io.issuestream.sync.work;

import io.issuestream.jira.JiraFailure;
import io.issuestream.sync.issue.Absences;
import io.issuestream.sync.lease.ConnectionLeases;
import io.issuestream.sync.project.TrackedProjects;
import io.issuestream.sync.run.SyncRun;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * What happens when Jira does not show a project any more: its issues are hidden and kept, nothing
 * is deleted, and the run ends with a sentence that says so.
 */
@Component
class HiddenProject {

  private static final Logger log = LoggerFactory.getLogger(HiddenProject.class);
  private static final int AT_ONCE = 500;

  private final Absences absences;
  private final TrackedProjects projects;
  private final ConnectionLeases leases;
  private final TransactionalOperator transaction;

  HiddenProject(
      Absences absences,
      TrackedProjects projects,
      ConnectionLeases leases,
      TransactionalOperator transaction) {
    this.absences = absences;
    this.projects = projects;
    this.leases = leases;
    this.transaction = transaction;
  }

  /** The project is not shown; its issues are marked. */
  static final class Hidden extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Hidden(String projectKey) {
      super(
          ("Jira does not show the project %s to this connection any more. Nothing is deleted: its"
                  + " issues are kept and marked as hidden. Give the connection's account the"
                  + " permission to browse the project, and the next sync brings everything back;"
                  + " or deselect the project.")
              .formatted(projectKey));
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }

  /** Whether a refusal could come from not being shown the project. */
  static boolean mayBe(Throwable failure) {
    return failure instanceof JiraFailure.QueryRejected
        || failure instanceof JiraFailure.NotFoundOrHidden;
  }

  /**
   * Asks for the project itself. Fails with {@link Hidden} where Jira does not show it, and with
   * the refusal where it does.
   */
  <T> Mono<T> look(RunContext context, Throwable refusal) {
    return context
        .jira()
        .project(Long.parseLong(context.run().projectId()))
        .thenReturn(true)
        .onErrorResume(JiraFailure.NotFoundOrHidden.class, _ -> Mono.just(false))
        .flatMap(shown ->
            shown
                ? Mono.<T>error(refusal)
                : hide(context).then(Mono.error(new Hidden(context.run().projectKey()))));
  }

  private Mono<Void> hide(RunContext context) {
    SyncRun run = context.run();
    return projects
        .hidden(run.teamId(), run.projectId())
        .then(
            Mono.defer(() -> some(context))
                .repeat()
                .takeWhile(hidden -> hidden > 0)
                .reduce(0, Integer::sum)
                .doOnNext(all ->
                    log.warn(
                        "Project {} is not shown any more: {} issues hidden",
                        run.projectKey(),
                        all)))
        .then();
  }

  private Mono<Integer> some(RunContext context) {
    SyncRun run = context.run();
    return leases
        .require(context.lease())
        .then(absences.visible(run.teamId(), run.projectId(), AT_ONCE))
        .flatMap((List<Long> ids) ->
            ids.isEmpty()
                ? Mono.just(0)
                : absences.hide(run.teamId(), context.lease().epoch(), ids))
        .as(transaction::transactional);
  }
}
