package io.issuestream.integration.sync;

import io.issuestream.contracts.sync.SyncRequested;
import io.issuestream.contracts.sync.SyncTrigger;
import io.issuestream.edge.Problem;
import io.issuestream.integration.connection.JiraAccess;
import io.issuestream.integration.project.TrackedProject;
import io.issuestream.messaging.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Asks sync-worker for syncs. Asking twice does no harm. */
@Component
class SyncRequests {

  private final JiraAccess access;
  private final SyncStatuses statuses;
  private final Outbox outbox;
  private final TransactionalOperator transaction;
  private final SyncStatusProperties properties;
  private final Clock clock = Clock.systemUTC();

  SyncRequests(
      JiraAccess access,
      SyncStatuses statuses,
      Outbox outbox,
      TransactionalOperator transaction,
      SyncStatusProperties properties) {
    this.access = access;
    this.statuses = statuses;
    this.outbox = outbox;
    this.transaction = transaction;
    this.properties = properties;
  }

  /**
   * What is asked for; all of it may be left out.
   *
   * @param resourceType {@code project}, the one kind that can be synced by itself
   * @param resourceId the project's id or key; all that are tracked without it
   * @param full read everything again
   * @param since read what changed since then; not together with {@code full}
   */
  record Request(
      @Nullable String resourceType,
      @Nullable String resourceId,
      @Nullable Boolean full,
      @Nullable Instant since) {

    static final Request ALL = new Request(null, null, null, null);

    void check(Instant now) {
      if (resourceType != null && !resourceType.equals("project")) {
        throw Problem.unprocessable(
            "unsupported-resource",
            "Only a whole project can be synced by itself: resourceType is project.");
      }
      if (wantsAll() && since != null) {
        throw Problem.invalid("full reads everything; leave since out, or full.");
      }
      if (since != null && since.isAfter(now)) {
        throw Problem.invalid("since lies in the future.");
      }
    }

    boolean wantsAll() {
      return Boolean.TRUE.equals(full);
    }

    boolean means(ProjectProgress one) {
      return resourceId == null
          || resourceId.equals(one.project().jiraProjectId())
          || resourceId.equalsIgnoreCase(one.project().jiraProjectKey());
    }
  }

  /**
   * What became of it.
   *
   * @param dispatched keys of projects whose sync was asked for
   * @param alreadyRunning keys of projects that are being synced
   * @param skipped the others, with the reason
   */
  record Answer(
      String syncRequestId,
      List<String> dispatched,
      List<String> alreadyRunning,
      List<Dispatch.Skipped> skipped) {}

  /**
   * Asks; a 404 problem where Jira is not connected, 409 where it waits to be reconnected.
   *
   * @param trigger who asks
   */
  Mono<Answer> ask(String teamId, SyncTrigger trigger, Request request) {
    request.check(clock.instant());
    return access
        .connection(teamId)
        .then(statuses.known(teamId))
        .map(known -> Dispatch.of(request, known, clock.instant(), properties.forgottenAfter()))
        .flatMap(dispatch -> send(teamId, trigger, request, dispatch));
  }

  private Mono<Answer> send(
      String teamId, SyncTrigger trigger, Request request, Dispatch dispatch) {
    String requestId = "sr-" + UUID.randomUUID();
    List<TrackedProject> projects =
        dispatch.dispatched().stream().map(ProjectProgress::project).toList();
    List<SyncRequested> events =
        projects.stream()
            .map(project -> event(teamId, requestId, trigger, request, project.jiraProjectId()))
            .toList();
    var answer =
        new Answer(
            requestId,
            projects.stream().map(TrackedProject::jiraProjectKey).toList(),
            dispatch.alreadyRunning(),
            dispatch.skipped());
    return outbox.publish(events).as(transaction::transactional).thenReturn(answer);
  }

  private static SyncRequested event(
      String teamId, String requestId, SyncTrigger trigger, Request request, String projectId) {
    return new SyncRequested(
        teamId,
        1,
        requestId + "." + projectId,
        trigger,
        projectId,
        request.wantsAll(),
        request.since(),
        true);
  }
}
