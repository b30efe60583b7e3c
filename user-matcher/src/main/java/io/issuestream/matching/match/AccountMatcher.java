package io.issuestream.matching.match;

import io.issuestream.contracts.match.MatchEvidence;
import io.issuestream.contracts.match.MatchOutcome;
import io.issuestream.contracts.match.UserMatchState;
import io.issuestream.matching.member.Member;
import io.issuestream.matching.team.Names;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides for every account of a team whose it is. In this order:
 *
 * <ol>
 *   <li>what a person decided; a link to a member no longer listed leaves the account unmatched
 *       until they return
 *   <li>an app is excluded
 *   <li>the same e-mail address, ignoring case; several accounts may be one member's, as an old and
 *       a new one
 *   <li>the same display name, if it is one member's and one account's only and the member is not
 *       matched by e-mail already; if several fit, or the one member has an account, it is
 *       ambiguous
 *   <li>what reads like a service account is excluded
 *   <li>no member fits
 * </ol>
 */
final class AccountMatcher {

  private final Map<String, Member> byId;
  private final Map<String, Member> byEmail;
  private final Map<String, List<Member>> byName;
  private final Map<String, Decision> decisions;
  private final Map<String, Long> accountsByName;
  private final Set<String> certain = new HashSet<>();

  private AccountMatcher(
      Collection<Account> accounts, Collection<Member> members, Collection<Decision> decisions) {
    List<Member> listed = members.stream().filter(member -> !member.removed()).toList();
    this.byId = listed.stream().collect(Collectors.toMap(Member::memberId, Function.identity()));
    this.byEmail =
        listed.stream()
            .collect(
                Collectors.toMap(member -> Names.emailKey(member.email()), Function.identity()));
    this.byName =
        listed.stream()
            .collect(Collectors.groupingBy(member -> Names.nameKey(member.displayName())));
    this.decisions =
        decisions.stream().collect(Collectors.toMap(Decision::personId, Function.identity()));
    this.accountsByName =
        accounts.stream()
            .filter(account -> !ServiceAccounts.isApp(account))
            .collect(
                Collectors.groupingBy(
                    account -> Names.nameKey(account.displayName()), Collectors.counting()));
  }

  /** The state of every account, by person. */
  static Map<String, UserMatchState> match(
      Collection<Account> accounts, Collection<Member> members, Collection<Decision> decisions) {
    var matcher = new AccountMatcher(accounts, members, decisions);
    var states = new HashMap<String, UserMatchState>();
    // What is certain first: a display name counts only for members without an account.
    for (Account account : accounts) {
      UserMatchState state = matcher.certain(account);
      if (state != null) {
        states.put(account.personId(), state);
      }
    }
    for (Account account : accounts) {
      states.computeIfAbsent(account.personId(), person -> matcher.byName(account));
    }
    return states;
  }

  private @Nullable UserMatchState certain(Account account) {
    Decision decision = decisions.get(account.personId());
    if (decision != null) {
      return decided(decision);
    }
    if (ServiceAccounts.isApp(account)) {
      return state(
          account.personId(), null, MatchOutcome.EXCLUDED, MatchEvidence.SERVICE_ACCOUNT, false);
    }
    Member member = account.email() == null ? null : byEmail.get(Names.emailKey(account.email()));
    if (member == null) {
      return null;
    }
    certain.add(member.memberId());
    return state(
        account.personId(), member.memberId(), MatchOutcome.MATCHED, MatchEvidence.EMAIL, false);
  }

  private UserMatchState decided(Decision decision) {
    String memberId = decision.memberId();
    if (decision.action() == Decision.Action.LINK
        && memberId != null
        && byId.containsKey(memberId)) {
      certain.add(memberId);
      return state(decision.personId(), memberId, MatchOutcome.MATCHED, MatchEvidence.MANUAL, true);
    }
    MatchOutcome outcome =
        decision.action() == Decision.Action.EXCLUDE
            ? MatchOutcome.EXCLUDED
            : MatchOutcome.UNMATCHED;
    return state(decision.personId(), null, outcome, MatchEvidence.MANUAL, true);
  }

  private UserMatchState byName(Account account) {
    String name = Names.nameKey(account.displayName());
    List<Member> bearers = name.isEmpty() ? List.of() : byName.getOrDefault(name, List.of());
    if (!bearers.isEmpty()) {
      String only = bearers.getFirst().memberId();
      boolean unique =
          bearers.size() == 1
              && accountsByName.getOrDefault(name, 0L) == 1
              && !certain.contains(only);
      return unique
          ? state(account.personId(), only, MatchOutcome.MATCHED, MatchEvidence.DISPLAY_NAME, false)
          : state(
              account.personId(), null, MatchOutcome.AMBIGUOUS, MatchEvidence.DISPLAY_NAME, false);
    }
    return ServiceAccounts.readsLikeOne(account)
        ? state(
            account.personId(), null, MatchOutcome.EXCLUDED, MatchEvidence.SERVICE_ACCOUNT, false)
        : state(account.personId(), null, MatchOutcome.UNMATCHED, MatchEvidence.NONE, false);
  }

  private static UserMatchState state(
      String personId,
      @Nullable String memberId,
      MatchOutcome outcome,
      MatchEvidence evidence,
      boolean manual) {
    return new UserMatchState(personId, memberId, outcome, evidence, manual);
  }
}
