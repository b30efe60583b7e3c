package io.issuestream.contracts.metrics;

import io.issuestream.contracts.Event;

/** What {@code metrics.pr-linkage} carries, keyed by the repository. */
public sealed interface PrLinkageEvent extends Event permits PrLinkageUpdated {

  /** The state at this revision. */
  PrLinkage metrics();

  @Override
  default String aggregateId() {
    return metrics().repository();
  }
}
