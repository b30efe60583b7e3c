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
    return facts
        .pullRequests(item.teamId(), item.subject())
        .collectList()
        .filter(pullRequests -> !pullRequests.isEmpty())
        .flatMap(pullRequests -> compute(item, pullRequests))
        .flatMap(computed -> linkages.save(item.teamId(), computed))
        .filter(changed -> changed)
        .flatMap(changed -> marks.insightsOf(item.teamId()));
  }

  private Mono<Linkages.Computed> compute(WorkItem item, List<LinkedPullRequest> pullRequests) {
    return facts
        .doneWithoutPullRequest(item.teamId(), LinkFigures.projects(pullRequests))
        .map(done ->
            new Linkages.Computed(
                LinkFigures.of(item.subject(), pullRequests, done),
                RepositoryActivity.of(item.subject(), pullRequests)));
  }
}
