package io.issuestream.matching.match;

import io.issuestream.contracts.match.MatchEvidence;
import io.issuestream.contracts.match.UserMatchState;
import io.issuestream.matching.member.Member;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which account stands for a member who has one or several. */
final class MemberAccounts {

  private static final List<MatchEvidence> SURER_FIRST =
      List.of(MatchEvidence.MANUAL, MatchEvidence.EMAIL, MatchEvidence.DISPLAY_NAME);

  private static final Comparator<Matched> BETTER_FIRST =
      Comparator.comparing((Matched one) -> !one.account().active())
          .thenComparingInt(one -> SURER_FIRST.indexOf(one.state().evidence()))
          .thenComparing(one -> one.account().accountId());

  private MemberAccounts() {}

  /**
   * The next states of the listed members whose account changed: an active one before others, the
   * surer first.
   */
  static List<Member> changes(
      Collection<Member> members,
      Collection<Account> accounts,
      Map<String, UserMatchState> states) {
    Map<String, Matched> best = new HashMap<>();
    for (Account account : accounts) {
      UserMatchState state = states.get(account.personId());
      if (state != null && state.memberId() != null) {
        best.merge(
            state.memberId(),
            new Matched(account, state),
            (one, other) -> BETTER_FIRST.compare(one, other) <= 0 ? one : other);
      }
    }
    var changes = new ArrayList<Member>();
    for (Member member : members) {
      Matched matched = best.get(member.memberId());
      String accountId = matched == null ? null : matched.account().accountId();
      if (!member.removed() && !Objects.equals(accountId, member.jiraAccountId())) {
        changes.add(member.matchedTo(accountId));
      }
    }
    return changes;
  }

  private record Matched(Account account, UserMatchState state) {}
}
