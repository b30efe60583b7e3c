package io.issuestream.contracts.metrics;

import io.issuestream.contracts.Event;

/** What {@code metrics.flow} carries, keyed by the project's key. */
public sealed interface FlowMetricsEvent extends Event permits FlowMetricsUpdated {

  /** The state at this revision. */
  FlowMetrics metrics();

  @Override
  default String aggregateId() {
    return metrics().projectKey();
  }
}
