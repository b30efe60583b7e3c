package io.issuestream.matching.match;

import io.issuestream.contracts.match.MatchOutcome;
import io.issuestream.contracts.match.UserMatchEvent;
import io.issuestream.contracts.match.UserMatchState;
import io.issuestream.contracts.match.UserMatched;
import io.issuestream.contracts.match.UserUnmatched;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account with what was last published about it.
 *
 * @param revision 0 before anything was
 * @param state null before anything was
 */
record StoredMatch(Account account, long revision, @Nullable UserMatchState state) {

  /** A state to be published. */
  record Change(long revision, UserMatchState state) {

    UserMatchEvent event(String teamId) {
      return state.outcome() == MatchOutcome.MATCHED
          ? new UserMatched(teamId, revision, state)
          : new UserUnmatched(teamId, revision, state);
    }
  }

  /** What is different now. */
  static List<Change> changes(Collection<StoredMatch> stored, Map<String, UserMatchState> states) {
    return stored.stream()
        .filter(one -> !now(one, states).equals(one.state()))
        .map(one -> new Change(one.revision() + 1, now(one, states)))
        .toList();
  }

  private static UserMatchState now(StoredMatch one, Map<String, UserMatchState> states) {
    UserMatchState state = states.get(one.account().personId());
    if (state == null) {
      throw new IllegalStateException("No rule spoke about an account");
    }
    return state;
  }
}
