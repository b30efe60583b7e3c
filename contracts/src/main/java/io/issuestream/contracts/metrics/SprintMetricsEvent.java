package io.issuestream.contracts.metrics;

import io.issuestream.contracts.Event;

/** What {@code metrics.sprints} carries, keyed by Jira's sprint id. */
public sealed interface SprintMetricsEvent extends Event permits SprintMetricsUpdated {

  /** The state at this revision. */
  SprintMetrics metrics();

  @Override
  default String aggregateId() {
    return Long.toString(metrics().sprintId());
  }
}
