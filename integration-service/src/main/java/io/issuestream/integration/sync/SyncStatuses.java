package io.issuestream.integration.sync;

import io.issuestream.integration.connection.JiraAccess;
import io.issuestream.integration.project.TrackedProject;
import io.issuestream.integration.project.TrackedProjects;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Puts a team's sync status together from the tables alone; Jira is not asked. */
@Component
class SyncStatuses {

  private final JiraAccess access;
  private final TrackedProjects projects;
  private final SyncProgresses progresses;
  private final Duration interval;

  SyncStatuses(
      JiraAccess access,
      TrackedProjects projects,
      SyncProgresses progresses,
      SyncStatusProperties properties) {
    this.access = access;
    this.projects = projects;
    this.progresses = progresses;
    this.interval = Duration.ofMinutes(properties.intervalMinutes());
  }

  Mono<SyncView> of(String teamId) {
    return Mono.zip(access.isConnected(teamId), tracked(teamId))
        .map(both -> SyncView.of(both.getT1(), both.getT2(), interval));
  }

  /** Every project a team tracks or once tracked, with what was last heard of each. */
  Mono<List<ProjectProgress>> known(String teamId) {
    return heardOf(teamId, projects.all(teamId));
  }

  private Mono<List<ProjectProgress>> tracked(String teamId) {
    return heardOf(teamId, projects.active(teamId));
  }

  private Mono<List<ProjectProgress>> heardOf(String teamId, Flux<TrackedProject> which) {
    return progresses
        .of(teamId)
        .flatMap(heard ->
            which
                .map(project -> new ProjectProgress(project, heard.get(project.jiraProjectId())))
                .collectList());
  }
}
