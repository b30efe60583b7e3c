package io.issuestream.matching.match;

import io.issuestream.edge.Problem;
import io.issuestream.matching.match.Decision.Action;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decisions about many accounts, not checked yet. */
record BulkDecision(@Nullable List<@Nullable One> decisions) {

  private static final int MOST = 1000;

  /** One of them. */
  record One(@Nullable String personId, @Nullable String action, @Nullable String memberId) {}

  /**
   * The decisions.
   *
   * @throws Problem (400) if one is incomplete, or two are about the same account
   */
  List<Decision> checked() {
    if (decisions == null || decisions.isEmpty() || decisions.size() > MOST) {
      throw Problem.invalid(
          "The body has 1 to " + MOST + " \"decisions\", each with personId and action.");
    }
    var checked = new ArrayList<Decision>();
    var persons = new HashSet<String>();
    for (One one : decisions) {
      if (one == null || one.personId() == null) {
        throw Problem.invalid("Every decision names the account by its personId.");
      }
      if (!persons.add(one.personId())) {
        throw Problem.invalid("There are two decisions about " + one.personId() + "; send one.");
      }
      checked.add(of(one.personId(), action(one.action()), one.memberId()));
    }
    return checked;
  }

  /**
   * One decision.
   *
   * @throws Problem (400) if a link names no member
   */
  static Decision of(String personId, Action action, @Nullable String memberId) {
    if (action == Action.LINK && (memberId == null || memberId.isBlank())) {
      throw Problem.invalid("A link names the member by memberId.");
    }
    return new Decision(personId, action, action == Action.LINK ? memberId : null);
  }

  private static Action action(@Nullable String name) {
    return Arrays.stream(Action.values())
        .filter(action -> action.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> Problem.invalid("action is link, unlink or exclude."));
  }
}
