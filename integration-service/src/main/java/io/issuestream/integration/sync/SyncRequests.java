package io.issuestream.integration.sync;

import io.issuestream.contracts.sync.SyncRequested;
import io.issuestream.contracts.sync.SyncTrigger;
import io.issuestream.edge.Problem;
import io.issuestream.integration.connection.JiraAccess;
import io.issuestream.messaging.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
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
      List<Skipped> skipped) {}

  /** A project that is not synced, and why. */
  record Skipped(String project, String reason) {}

  /** Asks; a 404 problem where Jira is not connected. */
  Mono<Answer> ask(String teamId, Request request) {
    request.check(clock.instant());
    return access
        .connection(teamId)
        .then(statuses.projects(teamId))
        .flatMap(projects -> dispatch(teamId, request, projects));
  }

  private Mono<Answer> dispatch(String teamId, Request request, List<ProjectProgress> projects) {
    var answer =
        new Answer(
            "sr-" + UUID.randomUUID(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    var events = new ArrayList<SyncRequested>();
    for (ProjectProgress project : projects) {
      if (!request.means(project)) {
        continue;
      }
      String key = project.project().jiraProjectKey();
      if (project.running(clock.instant(), properties.forgottenAfter())) {
        answer.alreadyRunning().add(key);
      } else {
        answer.dispatched().add(key);
        events.add(event(teamId, answer.syncRequestId(), request, project));
      }
    }
    String asked = request.resourceId();
    if (asked != null && events.isEmpty() && answer.alreadyRunning().isEmpty()) {
      answer.skipped().add(new Skipped(asked, "The team does not track this project."));
    }
    return outbox.publish(events).as(transaction::transactional).thenReturn(answer);
  }

  private static SyncRequested event(
      String teamId, String requestId, Request request, ProjectProgress project) {
    String projectId = project.project().jiraProjectId();
    return new SyncRequested(
        teamId,
        1,
        requestId + "." + projectId,
        SyncTrigger.MANUAL,
        projectId,
        request.wantsAll(),
        request.since(),
        true);
  }
}
