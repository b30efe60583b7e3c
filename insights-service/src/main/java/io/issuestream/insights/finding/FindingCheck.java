package io.issuestream.insights.finding;

import io.issuestream.contracts.Topic;
import io.issuestream.edge.holding.FigureCheck;
import io.issuestream.edge.holding.Recomputed;
import io.issuestream.edge.holding.Recomputed.Different;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks at a team afresh, and compares that with the insights kept; all of them at once. */
@Component
class FindingCheck implements FigureCheck {

  private final FindingsWorker worker;
  private final Findings findings;

  FindingCheck(FindingsWorker worker, Findings findings) {
    this.worker = worker;
    this.findings = findings;
  }

  @Override
  public Topic topic() {
    return Topic.INSIGHTS_FINDINGS;
  }

  @Override
  public Mono<Recomputed> recompute(String teamId, String after) {
    return worker
        .found(teamId)
        .flatMap(found ->
            findings
                .changes(teamId, found)
                .map(events ->
                    new Recomputed(
                        found.size(),
                        events.stream()
                            .map(event ->
                                new Different(
                                    event.aggregateId(),
                                    Objects.requireNonNullElse(event.insight().projectKey(), ""),
                                    event.revision() - 1))
                            .toList(),
                        null)));
  }
}
