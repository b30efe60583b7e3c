package io.issuestream.contracts.user;

import io.issuestream.contracts.Event;

/** What {@code jira.users} carries, keyed by the person. */
public sealed interface JiraUserEvent extends Event permits JiraUserUpserted {

  /** The state at this revision. */
  JiraUserState user();

  @Override
  default String aggregateId() {
    return user().personId();
  }
}
