package io.issuestream.matching.match;

import io.issuestream.contracts.match.UserMatchState;
import io.issuestream.matching.member.Member;
import io.issuestream.matching.member.TeamMembers;
import io.issuestream.matching.team.Teams;
import io.issuestream.messaging.watch.Onboarding;
import io.issuestream.messaging.watch.OnboardingStage;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Matches all accounts of a team anew, and stores and publishes what came out differently. */
@Component
class Rematch {

  private final Teams teams;
  private final Matches matches;
  private final TeamMembers members;
  private final TransactionalOperator transaction;
  private final Onboarding onboarding;

  Rematch(
      Teams teams,
      Matches matches,
      TeamMembers members,
      TransactionalOperator transaction,
      Onboarding onboarding) {
    this.teams = teams;
    this.matches = matches;
    this.members = members;
    this.transaction = transaction;
    this.onboarding = onboarding;
  }

  /**
   * Does it if the team is marked; of several replicas one does it, the others then find nothing to
   * do.
   */
  Mono<Void> ifMarked(String teamId) {
    return teams
        .lock(teamId)
        .then(teams.unmark(teamId))
        .filter(marked -> marked)
        .flatMap(marked -> now(teamId))
        .as(transaction::transactional);
  }

  /** Does it within the caller's transaction and lock of the team. */
  Mono<Void> now(String teamId) {
    return Mono.zip(
            matches.accounts(teamId).collectList(),
            members.all(teamId).collectList(),
            matches.decisions(teamId).collectList())
        .flatMap(parts -> write(teamId, parts.getT1(), parts.getT2(), parts.getT3()));
  }

  private static boolean first(List<StoredMatch> stored) {
    return !stored.isEmpty() && stored.stream().allMatch(one -> one.revision() == 0);
  }

  private Mono<Void> write(
      String teamId, List<StoredMatch> stored, List<Member> listed, List<Decision> decisions) {
    List<Account> accounts = stored.stream().map(StoredMatch::account).toList();
    Map<String, UserMatchState> states = AccountMatcher.match(accounts, listed, decisions);
    return matches
        .save(teamId, StoredMatch.changes(stored, states))
        .then(members.save(teamId, MemberAccounts.changes(listed, accounts, states)))
        .then(first(stored) ? onboarding.reached(OnboardingStage.MATCHED) : Mono.empty());
  }
}
