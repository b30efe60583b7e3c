package io.issuestream.metrics.ledger;

import static io.issuestream.contracts.issue.StatusCategory.DONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.metrics.Amount;
import io.issuestream.contracts.metrics.Basis;
import io.issuestream.contracts.metrics.MemberAmounts;
import io.issuestream.contracts.metrics.SprintMetrics;
import io.issuestream.contracts.sprint.SprintPhase;
import io.issuestream.contracts.sprint.SprintState;
import io.issuestream.metrics.history.IssueBuilder;
import io.issuestream.metrics.history.IssueHistory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SprintFiguresTests {

  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
  private static final Instant END = Instant.parse("2026-03-16T09:00:00Z");

  /** The example of docs/metrics.md. */
  @Test
  void addsUpTheExample() {
    SprintMetrics metrics =
        figures(
            issue(1).with(3, "ann", 7).becomes(DONE, "2026-03-05T00:00:00Z"),
            issue(2).with(5, "ann", 7).estimated(8, "2026-03-04T00:00:00Z"),
            issue(3).with(2, "bob", 7).leaves(7, "2026-03-06T00:00:00Z"),
            issue(4).with(1, "bob", 7).becomes(DONE, "2026-03-01T00:00:00Z"),
            issue(5).enters(7, "2026-03-09T00:00:00Z").becomes(DONE, "2026-03-10T00:00:00Z"));
    assertThat(metrics.committed()).isEqualTo(amount(4, 11));
    assertThat(metrics.added()).isEqualTo(amount(1, 0));
    assertThat(metrics.removed()).isEqualTo(amount(1, 2));
    assertThat(metrics.reestimated()).isEqualTo(amount(1, 3));
    assertThat(metrics.completed()).isEqualTo(amount(2, 3));
    assertThat(metrics.completedCommitted()).isEqualTo(amount(1, 3));
    assertThat(metrics.completedOutside()).isEqualTo(amount(1, 1));
    assertThat(metrics.carriedOver()).isEqualTo(amount(1, 8));
    assertThat(metrics.planningAccuracy()).isEqualTo("0.25");
    assertThat(metrics.capacityAccuracy()).isEqualTo("0.2727");
    assertThat(metrics.members())
        .containsExactly(
            new MemberAmounts("ann", amount(2, 8), amount(1, 3), amount(1, 8)),
            new MemberAmounts("bob", amount(2, 3), Amount.ZERO, Amount.ZERO),
            new MemberAmounts(null, Amount.ZERO, amount(1, 0), Amount.ZERO));
    assertThat(metrics.confidence().basis()).isEqualTo(Basis.CHANGELOG);
    assertThat(metrics.confidence().issues()).isEqualTo(5);
    assertThat(metrics.confidence().withoutEstimate()).isEqualTo(1);
  }

  @Test
  void countsIssuesWhereThereAreNoPoints() {
    SprintMetrics metrics =
        figures(issue(1).with(null, null, 7).becomes(DONE, END), issue(2).with(null, null, 7));
    assertThat(metrics.committed()).isEqualTo(amount(2, 0));
    assertThat(metrics.capacityAccuracy()).isEqualTo("0.5");
  }

  @Test
  void hasNoAccuracyWhereNothingWasCommitted() {
    SprintMetrics metrics = figures(issue(1).enters(7, "2026-03-09T00:00:00Z").becomes(DONE, END));
    assertThat(metrics.completed()).isEqualTo(amount(1, 0));
    assertThat(metrics.planningAccuracy()).isNull();
    assertThat(metrics.capacityAccuracy()).isNull();
  }

  @Test
  void saysWhereItCouldNotSee() {
    SprintMetrics metrics =
        figures(
            issue(1).with(3, null, 7).withoutChangelog(),
            issue(2).with(3, null, 7).truncated(),
            issue(3).with(null, null, 7));
    assertThat(metrics.confidence().basis()).isEqualTo(Basis.MIXED);
    assertThat(metrics.confidence().withoutChangelog()).isEqualTo(1);
    assertThat(metrics.confidence().truncatedChangelog()).isEqualTo(1);
    assertThat(figures(issue(1).with(3, null, 7).withoutChangelog()).confidence().basis())
        .isEqualTo(Basis.MEMBERSHIP);
  }

  @Test
  void givesAMemberWhatWasTheirsAtTheEnd() {
    SprintMetrics metrics =
        figures(
            issue(1)
                .with(3, "ann", 7)
                .assigned("bob", Instant.parse("2026-03-10T00:00:00Z"))
                .assigned("cleo", Instant.parse("2026-03-20T00:00:00Z")));
    assertThat(metrics.members()).extracting(MemberAmounts::personId).containsExactly("bob");
  }

  @Test
  void looksAtAClosedSprintFromItsEndAndAtARunningOneFromItsNewestChange() {
    var histories =
        List.of(issue(1).with(1, null, 7).becomes(DONE, "2026-04-01T00:00:00.500Z").history());
    assertThat(AsOf.of(sprint(SprintPhase.CLOSED), histories)).isEqualTo(END);
    assertThat(AsOf.of(sprint(SprintPhase.ACTIVE), histories))
        .isEqualTo("2026-04-01T00:00:00.500Z");
    assertThat(AsOf.of(sprint(SprintPhase.ACTIVE), List.of())).isEqualTo(START);
    assertThat(AsOf.of(sprint(SprintPhase.FUTURE), List.of()))
        .isEqualTo(sprint(SprintPhase.FUTURE).jiraLastUpdated());
  }

  private static IssueBuilder issue(long id) {
    return IssueBuilder.created(id, "2026-02-01T00:00:00Z");
  }

  private static Amount amount(long issues, long points) {
    return new Amount(issues, BigDecimal.valueOf(points));
  }

  private static SprintMetrics figures(IssueBuilder... issues) {
    SprintState state = sprint(SprintPhase.CLOSED);
    List<IssueHistory> histories =
        java.util.Arrays.stream(issues).map(IssueBuilder::history).toList();
    Instant asOf = AsOf.of(state, histories);
    var ledger = SprintLedger.of(SprintWindow.of(state, asOf), histories, Sprints.UNKNOWN);
    return SprintFigures.of(state, "ROVER", asOf, ledger);
  }

  private static SprintState sprint(SprintPhase phase) {
    return new SprintState(
        7,
        6L,
        "Rover board",
        "ROVER",
        "Rover sprint 7",
        phase,
        null,
        START.minusSeconds(60),
        END.minusSeconds(3600),
        phase == SprintPhase.CLOSED ? END : null,
        phase == SprintPhase.FUTURE ? null : START,
        Instant.parse("2026-03-20T00:00:00Z"),
        false);
  }
}
