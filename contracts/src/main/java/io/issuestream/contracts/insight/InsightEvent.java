package io.issuestream.contracts.insight;

import io.issuestream.contracts.Event;

/** What {@code insights.findings} carries, keyed by kind and subject. */
public sealed interface InsightEvent extends Event permits InsightFound, InsightResolved {

  /** The state at this revision. */
  Insight insight();

  @Override
  default String aggregateId() {
    return insight().insightId();
  }
}
