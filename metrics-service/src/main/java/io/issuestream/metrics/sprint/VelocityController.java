package io.issuestream.metrics.sprint;

import io.issuestream.contracts.sprint.SprintPhase;
import io.issuestream.edge.Caller;
import io.issuestream.edge.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What the last sprints completed. */
@RestController
class VelocityController {

  private static final int MOST = 50;

  private final SprintMetricsStore store;
  private final KnownProjects projects;

  VelocityController(SprintMetricsStore store, KnownProjects projects) {
    this.store = store;
    this.projects = projects;
  }

  /** The velocity over the newest closed sprints of a project, or of the team. */
  @GetMapping("/api/v1/metrics/velocity")
  Mono<Velocity> velocity(
      Caller caller,
      @RequestParam(required = false) @Nullable String project,
      @RequestParam(defaultValue = "8") int sprints) {
    if (sprints < 1 || sprints > MOST) {
      throw Problem.invalid("sprints is 1 to " + MOST + ", not " + sprints + ".");
    }
    return projects
        .require(caller.team(), project)
        .thenMany(store.newest(caller.team(), project, SprintPhase.CLOSED, null, sprints))
        .map(StoredSprint::metrics)
        .collectList()
        .map(newestFirst -> Velocity.of(project, newestFirst));
  }
}
