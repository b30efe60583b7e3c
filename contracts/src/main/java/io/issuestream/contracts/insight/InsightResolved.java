package io.issuestream.contracts.insight;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.WireType;

/** It no longer holds; the state is the last one. */
@WireType("io.issuestream.insights.finding.resolved.v1")
public record InsightResolved(String teamId, long revision, Insight insight)
    implements InsightEvent {

  public InsightResolved {
    Checks.event(teamId, revision);
    Checks.that(insight.resolved(), "A resolved insight's state must say resolved");
  }
}
