package io.issuestream.matching.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.match.MatchEvidence;
import io.issuestream.contracts.match.MatchOutcome;
import io.issuestream.contracts.match.UserMatchState;
import io.issuestream.contracts.user.AccountType;
import io.issuestream.matching.match.Decision.Action;
import io.issuestream.matching.member.Member;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccountMatcherTests {

  private static final Member ANA = member("m-ana", "ana@kestrel.example", "Ana Example");
  private static final Member BEN = member("m-ben", "ben@kestrel.example", "Ben Example");

  @Test
  void matchesByEmailIgnoringCase() {
    assertThat(
            match(List.of(account("p1", "Anna Other", "ANA@Kestrel.Example")), List.of(ANA, BEN)))
        .containsEntry("p1", matched("p1", "m-ana", MatchEvidence.EMAIL));
  }

  @Test
  void matchesByAUniqueDisplayName() {
    assertThat(match(List.of(account("p1", " Ben Example ", null)), List.of(ANA, BEN)))
        .containsEntry("p1", matched("p1", "m-ben", MatchEvidence.DISPLAY_NAME));
  }

  @Test
  void takesTheNameLetterForLetterHoweverItsAccentsAreEncoded() {
    Member zoe = member("m-zoe", "zoe@kestrel.example", "Zo\u00eb Example");
    assertThat(match(List.of(account("p1", "Zoe\u0308 Example", null)), List.of(zoe)))
        .containsEntry("p1", matched("p1", "m-zoe", MatchEvidence.DISPLAY_NAME));
    assertThat(match(List.of(account("p1", "zo\u00eb example", null)), List.of(zoe)))
        .containsEntry("p1", unmatched("p1", MatchOutcome.UNMATCHED, MatchEvidence.NONE));
  }

  @Test
  void prefersTheEmailToTheName() {
    assertThat(
            match(List.of(account("p1", "Ben Example", "ana@kestrel.example")), List.of(ANA, BEN)))
        .containsEntry("p1", matched("p1", "m-ana", MatchEvidence.EMAIL));
  }

  @Test
  void isUncertainWhereTwoMembersBearTheName() {
    Member other = member("m-ana2", "ana2@kestrel.example", "Ana Example");
    assertThat(match(List.of(account("p1", "Ana Example", null)), List.of(ANA, other)))
        .containsEntry("p1", unmatched("p1", MatchOutcome.AMBIGUOUS, MatchEvidence.DISPLAY_NAME));
  }

  @Test
  void isUncertainWhereTwoAccountsBearTheName() {
    assertThat(
            match(
                List.of(account("p1", "Ana Example", null), account("p2", "Ana Example", null)),
                List.of(ANA)))
        .containsEntry("p1", unmatched("p1", MatchOutcome.AMBIGUOUS, MatchEvidence.DISPLAY_NAME))
        .containsEntry("p2", unmatched("p2", MatchOutcome.AMBIGUOUS, MatchEvidence.DISPLAY_NAME));
  }

  @Test
  void doesNotGiveAMemberMatchedByEmailANamesakeToo() {
    List<Account> accounts =
        List.of(
            account("p1", "Ana Example", null), account("p2", "A. Example", "ana@kestrel.example"));
    assertThat(match(accounts, List.of(ANA)))
        .containsEntry("p1", unmatched("p1", MatchOutcome.AMBIGUOUS, MatchEvidence.DISPLAY_NAME))
        .containsEntry("p2", matched("p2", "m-ana", MatchEvidence.EMAIL));
  }

  @Test
  void givesAMemberBothAccountsWithTheirAddress() {
    List<Account> accounts =
        List.of(
            account("p1", "Ana", "ana@kestrel.example"),
            account("p2", "Ana (old)", "Ana@kestrel.example"));
    assertThat(match(accounts, List.of(ANA)).values())
        .allMatch(state -> "m-ana".equals(state.memberId()));
  }

  @Test
  void setsAppsAndObviousServiceAccountsAside() {
    Account app =
        new Account("p1", "a1", "Ana Example", "ana@kestrel.example", true, AccountType.APP);
    assertThat(match(List.of(app, account("p2", "Build Bot", null)), List.of(ANA)))
        .containsEntry("p1", unmatched("p1", MatchOutcome.EXCLUDED, MatchEvidence.SERVICE_ACCOUNT))
        .containsEntry("p2", unmatched("p2", MatchOutcome.EXCLUDED, MatchEvidence.SERVICE_ACCOUNT));
  }

  @Test
  void keepsAMemberWhoseNameReadsLikeABot() {
    Member bot = member("m-bot", "jan@kestrel.example", "Jan Bot");
    assertThat(match(List.of(account("p1", "Jan Bot", null)), List.of(bot)))
        .containsEntry("p1", matched("p1", "m-bot", MatchEvidence.DISPLAY_NAME));
  }

  @Test
  void doesNotMatchRemovedMembersOrEmptyNames() {
    Member removed = new Member("m-ana", 2, "ana@kestrel.example", "Ana Example", null, null, true);
    assertThat(
            match(
                List.of(
                    account("p1", "Ana Example", "ana@kestrel.example"), account("p2", "", null)),
                List.of(removed)))
        .containsEntry("p1", unmatched("p1", MatchOutcome.UNMATCHED, MatchEvidence.NONE))
        .containsEntry("p2", unmatched("p2", MatchOutcome.UNMATCHED, MatchEvidence.NONE));
  }

  @Test
  void neverOverridesADecision() {
    List<Account> accounts =
        List.of(
            account("p1", "Ana Example", "ana@kestrel.example"),
            account("p2", "Ben Example", "ben@kestrel.example"),
            account("p3", "Somebody", null));
    List<Decision> decisions =
        List.of(
            new Decision("p1", Action.UNLINK, null),
            new Decision("p2", Action.EXCLUDE, null),
            new Decision("p3", Action.LINK, "m-ben"));
    assertThat(AccountMatcher.match(accounts, List.of(ANA, BEN), decisions))
        .containsEntry(
            "p1",
            new UserMatchState("p1", null, MatchOutcome.UNMATCHED, MatchEvidence.MANUAL, true))
        .containsEntry(
            "p2", new UserMatchState("p2", null, MatchOutcome.EXCLUDED, MatchEvidence.MANUAL, true))
        .containsEntry(
            "p3",
            new UserMatchState("p3", "m-ben", MatchOutcome.MATCHED, MatchEvidence.MANUAL, true));
  }

  @Test
  void leavesALinkToAMemberOffTheListUnmatchedUntilTheyReturn() {
    List<Account> accounts = List.of(account("p1", "Ana Example", "ana@kestrel.example"));
    List<Decision> decisions = List.of(new Decision("p1", Action.LINK, "m-ben"));
    assertThat(AccountMatcher.match(accounts, List.of(ANA), decisions))
        .containsEntry(
            "p1",
            new UserMatchState("p1", null, MatchOutcome.UNMATCHED, MatchEvidence.MANUAL, true));
    assertThat(AccountMatcher.match(accounts, List.of(ANA, BEN), decisions))
        .containsEntry(
            "p1",
            new UserMatchState("p1", "m-ben", MatchOutcome.MATCHED, MatchEvidence.MANUAL, true));
  }

  @Test
  void letsTheActiveAccountStandForAMemberWithTwo() {
    Account old = new Account("p1", "a1", "Ana", "ana@kestrel.example", false, AccountType.UNKNOWN);
    Account current =
        new Account("p2", "a2", "Ana", "ana@kestrel.example", true, AccountType.UNKNOWN);
    List<Account> accounts = List.of(old, current);
    assertThat(
            MemberAccounts.changes(List.of(ANA, BEN), accounts, match(accounts, List.of(ANA, BEN))))
        .containsExactly(ANA.matchedTo("a2"));
  }

  @Test
  void takesTheAccountFromAMemberWhoHasNoneAnyMore() {
    Member before = ANA.matchedTo("a1");
    assertThat(MemberAccounts.changes(List.of(before), List.of(), Map.of()))
        .containsExactly(before.matchedTo(null));
    assertThat(MemberAccounts.changes(List.of(ANA), List.of(), Map.of())).isEmpty();
  }

  private static Map<String, UserMatchState> match(List<Account> accounts, List<Member> members) {
    return AccountMatcher.match(accounts, members, List.of());
  }

  private static UserMatchState matched(String person, String member, MatchEvidence evidence) {
    return new UserMatchState(person, member, MatchOutcome.MATCHED, evidence, false);
  }

  private static UserMatchState unmatched(
      String person, MatchOutcome outcome, MatchEvidence evidence) {
    return new UserMatchState(person, null, outcome, evidence, false);
  }

  private static Account account(String person, String name, @Nullable String email) {
    return new Account(person, "account-" + person, name, email, true, AccountType.ATLASSIAN);
  }

  private static Member member(String id, String email, String name) {
    return new Member(id, 1, email, name, null, null, false);
  }
}
