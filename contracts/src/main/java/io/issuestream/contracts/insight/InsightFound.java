package io.issuestream.contracts.insight;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.WireType;

/** Something is worth a look. */
@WireType("io.issuestream.insights.finding.found.v1")
public record InsightFound(String teamId, long revision, Insight insight) implements InsightEvent {

  public InsightFound {
    Checks.event(teamId, revision);
    Checks.that(!insight.resolved(), "A found insight's state must not say resolved");
  }
}
