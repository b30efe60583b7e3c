package io.issuestream.metrics.status;

import io.issuestream.edge.Caller;
import io.issuestream.metrics.issue.IssueFacts;
import io.issuestream.metrics.recompute.Kind;
import io.issuestream.metrics.recompute.Marks;
import io.issuestream.metrics.sprint.SprintStates;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Says whether a team's figures are up to date with what was received. */
@RestController
class StatusController {

  private final IssueFacts issues;
  private final SprintStates sprints;
  private final Marks marks;

  StatusController(IssueFacts issues, SprintStates sprints, Marks marks) {
    this.issues = issues;
    this.sprints = sprints;
    this.marks = marks;
  }

  /**
   * Counts of a team.
   *
   * @param issues issues received, deleted ones left out
   * @param sprints sprints received, deleted ones left out
   * @param pendingSprints sprints whose figures are still to be worked out again
   * @param pendingProjects projects whose flow is
   */
  record Status(long issues, long sprints, long pendingSprints, long pendingProjects) {}

  /** Issues are counted before what is pending, so that nothing pending is missed by who waits. */
  @GetMapping("/api/v1/metrics/status")
  Mono<Status> status(Caller caller) {
    String team = caller.team();
    return issues
        .count(team)
        .zipWhen(count -> sprints.count(team))
        .flatMap(counts ->
            Mono.zip(marks.pending(team, Kind.SPRINT), marks.pending(team, Kind.FLOW))
                .map(pending ->
                    new Status(counts.getT1(), counts.getT2(), pending.getT1(), pending.getT2())));
  }
}
