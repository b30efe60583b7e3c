package io.issuestream.metrics.sprint;

import io.issuestream.edge.Problem;
import io.issuestream.metrics.issue.ProjectFacts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells an unknown project, and so another team's, from one without figures. */
@Component
class KnownProjects {

  private final ProjectFacts facts;

  KnownProjects(ProjectFacts facts) {
    this.facts = facts;
  }

  /**
   * Completes if the team has had an issue of the project, or none is named; fails with a 404
   * otherwise.
   */
  Mono<Void> require(String teamId, @Nullable String projectKey) {
    return projectKey == null
        ? Mono.empty()
        : facts
            .knows(teamId, projectKey)
            .filter(known -> known)
            .switchIfEmpty(
                Mono.error(() ->
                    Problem.notFound(
                        "No issue of a project " + projectKey + " is known; has it been synced?")))
            .then();
  }
}
