package io.issuestream.insights.finding;

import io.issuestream.insights.work.WorkItem;
import io.issuestream.insights.work.WorkKind;
import io.issuestream.insights.work.Worker;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks at a team anew and publishes what it says differently from last time. */
@Component
class FindingsWorker implements Worker {

  private final TeamPictures pictures;
  private final Findings findings;
  private final Rules rules;

  FindingsWorker(TeamPictures pictures, Findings findings, InsightSettings settings) {
    this.pictures = pictures;
    this.findings = findings;
    this.rules = new Rules(settings);
  }

  @Override
  public WorkKind kind() {
    return WorkKind.INSIGHTS;
  }

  @Override
  public Mono<Void> work(WorkItem item) {
    return found(item.teamId()).flatMap(found -> findings.replace(item.teamId(), found));
  }

  /** What the rules say of a team now. */
  Mono<List<Finding>> found(String teamId) {
    return pictures.of(teamId).map(rules::findings);
  }
}
