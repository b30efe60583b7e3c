package io.issuestream.contracts.sprint;

import io.issuestream.contracts.Event;

/** What {@code jira.sprints} carries, keyed by Jira's sprint id. */
public sealed interface SprintEvent extends Event permits SprintUpserted {

  /** The state at this revision. */
  SprintState sprint();

  @Override
  default String aggregateId() {
    return Long.toString(sprint().id());
  }
}
