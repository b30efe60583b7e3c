package io.issuestream.contracts.match;

import io.issuestream.contracts.Event;

/** What {@code user.matches} carries, keyed by the person. */
public sealed interface UserMatchEvent extends Event permits UserMatched, UserUnmatched {

  /** The state at this revision. */
  UserMatchState match();

  @Override
  default String aggregateId() {
    return match().personId();
  }
}
