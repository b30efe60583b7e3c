package io.issuestream.insights.linkage;

import io.issuestream.insights.work.WorkItem;
import io.issuestream.insights.work.WorkKind;
import io.issuestream.insights.work.WorkMarks;
import io.issuestream.insights.work.Worker;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Computes a repository's figures anew, publishes them if they changed, and then marks the team's
 * insights.
 */
@Component
class LinkageWorker implements Worker {

  private final LinkageFacts facts;
  private final Linkages linkages;
  private final WorkMarks marks;

  LinkageWorker(LinkageFacts facts, Linkages linkages, WorkMarks marks) {
    this.facts = facts;
    this.linkages = linkages;
    this.marks = marks;
  }

  @Override
  public WorkKind kind() {
    return WorkKind.LINKAGE;
  }

  @Override
  public Mono<Void> work(WorkItem item) {
    return compute(item.teamId(), item.subject())
        .flatMap(computed -> linkages.save(item.teamId(), computed))
        .filter(changed -> changed)
        .flatMap(changed -> marks.insightsOf(item.teamId()));
  }

  /** A repository's figures from what is known now; empty without any pull request. */
  Mono<Linkages.Computed> compute(String teamId, String repository) {
    return facts
        .pullRequests(teamId, repository)
        .collectList()
        .filter(pullRequests -> !pullRequests.isEmpty())
        .flatMap(pullRequests -> compute(teamId, repository, pullRequests));
  }

  private Mono<Linkages.Computed> compute(
      String teamId, String repository, List<LinkedPullRequest> pullRequests) {
    return facts
        .doneWithoutPullRequest(teamId, LinkFigures.projects(pullRequests))
        .map(done ->
            new Linkages.Computed(
                LinkFigures.of(repository, pullRequests, done),
                RepositoryActivity.of(repository, pullRequests)));
  }
}
