package io.issuestream.contracts.code;

import io.issuestream.contracts.Event;

/** What {@code code.pull-requests} carries, keyed by repository and number. */
public sealed interface PullRequestEvent extends Event permits PullRequestUpserted {

  /** The state at this revision. */
  PullRequestState pullRequest();

  @Override
  default String aggregateId() {
    return pullRequest().id();
  }
}
