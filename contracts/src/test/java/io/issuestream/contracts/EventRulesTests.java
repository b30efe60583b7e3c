package io.issuestream.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.issuestream.contracts.connection.ConnectionEstablished;
import io.issuestream.contracts.connection.ConnectionRevoked;
import io.issuestream.contracts.connection.TokenRefreshed;
import io.issuestream.contracts.insight.Evidence;
import io.issuestream.contracts.insight.InsightFound;
import io.issuestream.contracts.insight.InsightResolved;
import io.issuestream.contracts.issue.IssueDeleted;
import io.issuestream.contracts.issue.IssueUpserted;
import io.issuestream.contracts.match.UserMatched;
import io.issuestream.contracts.match.UserUnmatched;
import io.issuestream.contracts.member.TeamMemberRemoved;
import io.issuestream.contracts.member.TeamMemberUpserted;
import io.issuestream.contracts.metrics.Amount;
import io.issuestream.contracts.project.ProjectTracked;
import io.issuestream.contracts.project.ProjectUntracked;
import io.issuestream.contracts.sync.SyncCompleted;
import io.issuestream.contracts.sync.SyncFailed;
import io.issuestream.contracts.sync.SyncRequested;
import io.issuestream.contracts.sync.SyncTrigger;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;

/** What a record says no to, beyond what its schema can say. */
class EventRulesTests {

  /** An event's type, and another whose state contradicts it. */
  static Stream<Arguments> contradictions() {
    return Stream.of(
        Arguments.of(IssueDeleted.class, IssueUpserted.class, "must say deleted"),
        Arguments.of(ProjectTracked.class, ProjectUntracked.class, "must say active"),
        Arguments.of(ProjectUntracked.class, ProjectTracked.class, "must not say active"),
        Arguments.of(ConnectionEstablished.class, ConnectionRevoked.class, "must say active"),
        Arguments.of(ConnectionRevoked.class, ConnectionEstablished.class, "must not say active"),
        Arguments.of(TeamMemberUpserted.class, TeamMemberRemoved.class, "must not say removed"),
        Arguments.of(TeamMemberRemoved.class, TeamMemberUpserted.class, "must say removed"),
        Arguments.of(UserMatched.class, UserUnmatched.class, "must say matched"),
        Arguments.of(UserUnmatched.class, UserMatched.class, "must not say matched"),
        Arguments.of(InsightFound.class, InsightResolved.class, "must not say resolved"),
        Arguments.of(InsightResolved.class, InsightFound.class, "must say resolved"),
        Arguments.of(SyncCompleted.class, SyncFailed.class, "must say completed"),
        Arguments.of(SyncFailed.class, SyncCompleted.class, "must say failed or cancelled"));
  }

  @ParameterizedTest
  @MethodSource("contradictions")
  void anEventDoesNotContradictItsState(
      Class<? extends Event> type, Class<? extends Event> other, String sentence) {
    assertThatThrownBy(() -> Samples.mapper().readValue(Samples.json(other), type))
        .isInstanceOf(JacksonException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void anIssueMarkedAsDeletedStaysTheSameOtherwise() {
    var issue = Samples.read(IssueUpserted.class).issue();
    assertThat(issue.asDeleted().deleted()).isTrue();
    assertThat(issue.asDeleted())
        .usingRecursiveComparison()
        .ignoringFields("deleted")
        .isEqualTo(issue);
  }

  @Test
  void onlyARequestAddressesAllTeams() {
    var request =
        new SyncRequested(
            Keys.ALL_TEAMS, 1, "nightly", SyncTrigger.NIGHTLY, null, false, null, true);
    assertThat(Keys.of(request)).isEqualTo("*/nightly");
    var member = Samples.read(TeamMemberUpserted.class).member();
    assertThatThrownBy(() -> new TeamMemberUpserted(Keys.ALL_TEAMS, 1, member))
        .hasMessageContaining("A team is named by 1 to 63 lower-case letters");
    assertThatThrownBy(() ->
            new SyncRequested(
                Keys.ALL_TEAMS, 0, "nightly", SyncTrigger.NIGHTLY, null, false, null, true))
        .hasMessage("A revision counts from 1, so it cannot be 0");
  }

  @Test
  void credentialsAreNotPrinted() {
    var credential = Samples.read(TokenRefreshed.class);
    assertThat(credential.toString())
        .contains(credential.connectionId())
        .doesNotContain(credential.ciphertext());
  }

  @Test
  void evidenceHasALimit() {
    assertThat(new Evidence("Issues", "50", Collections.nCopies(50, "ROVER-1")).references())
        .hasSize(50);
    assertThatThrownBy(() -> new Evidence("Issues", "51", Collections.nCopies(51, "ROVER-1")))
        .hasMessage("Evidence has at most 50 references");
  }

  @Test
  void listsAreCopied() {
    var references = new ArrayList<>(List.of("ROVER-1"));
    var evidence = new Evidence("Issues", "1", references);
    references.clear();
    assertThat(evidence.references()).containsExactly("ROVER-1");
  }

  @Test
  void pointsMayBeNegativeButIssuesAreCounted() {
    assertThat(new Amount(1, new BigDecimal("-2")).points()).isNegative();
    assertThatThrownBy(() -> new Amount(-1, BigDecimal.ZERO))
        .hasMessage("issues must be at least 0, not -1");
  }
}
