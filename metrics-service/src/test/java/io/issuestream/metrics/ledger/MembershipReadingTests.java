package io.issuestream.metrics.ledger;

import static io.issuestream.contracts.issue.StatusCategory.DONE;
import static io.issuestream.metrics.ledger.SprintFact.CARRIED_OVER;
import static io.issuestream.metrics.ledger.SprintFact.COMMITTED;
import static io.issuestream.metrics.ledger.SprintFact.COMPLETED;
import static io.issuestream.metrics.ledger.SprintFact.COMPLETED_OUTSIDE;
import static io.issuestream.metrics.ledger.SprintFact.REMAINING;
import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.sprint.SprintPhase;
import io.issuestream.metrics.history.IssueBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MembershipReadingTests {

  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
  private static final Instant END = Instant.parse("2026-03-16T09:00:00Z");
  private static final SprintWindow CLOSED =
      new SprintWindow(7, SprintPhase.CLOSED, START, END, START);
  private static final SprintWindow NEXT =
      new SprintWindow(3, SprintPhase.ACTIVE, END, END.plusSeconds(3600), END);
  private static final Sprints BOTH = Sprints.of(List.of(CLOSED, NEXT));

  @Test
  void everyIssueThatListsTheSprintIsCommitted() {
    assertThat(facts(issue(7), CLOSED)).containsExactlyInAnyOrder(COMMITTED, CARRIED_OVER);
    assertThat(SprintLedger.of(CLOSED, List.of(issue(8).history()), BOTH).entries()).isEmpty();
  }

  @Test
  void theResolutionDateTellsWhetherItWasDoneByTheEnd() {
    assertThat(facts(done(7).resolved("2026-03-16T09:00:00Z"), CLOSED)).contains(COMPLETED);
    assertThat(facts(done(7).resolved("2026-03-16T09:00:01Z"), CLOSED)).contains(CARRIED_OVER);
    assertThat(facts(done(7).resolved("2026-03-02T08:00:00Z"), CLOSED)).contains(COMPLETED_OUTSIDE);
  }

  @Test
  void aResolvedIssueWhoseStatusIsNotDoneIsNotDone() {
    assertThat(facts(issue(7).resolved("2026-03-10T00:00:00Z"), CLOSED)).contains(CARRIED_OVER);
  }

  @Test
  void anIssueDoneWithoutADateWasDoneByItsLastUpdate() {
    assertThat(facts(done(7).updated("2026-03-10T00:00:00Z"), CLOSED)).contains(COMPLETED);
    assertThat(facts(done(7).updated("2026-03-01T00:00:00Z"), CLOSED)).contains(COMPLETED_OUTSIDE);
  }

  @Test
  void anIssueDoneWithoutADateAndUpdatedLaterWasFinishedInItsLastSprint() {
    assertThat(facts(done(7).updated("2027-01-01T00:00:00Z"), CLOSED)).contains(COMPLETED);
    assertThat(facts(done(7, 3).updated("2027-01-01T00:00:00Z"), CLOSED)).contains(CARRIED_OVER);
  }

  @Test
  void inARunningSprintOnlyWhatIsInALaterOneTooIsCarriedOver() {
    var active = new SprintWindow(7, SprintPhase.ACTIVE, START, END, START);
    assertThat(facts(issue(7), active)).containsExactlyInAnyOrder(COMMITTED, REMAINING);
    assertThat(facts(issue(7, 3), active)).containsExactlyInAnyOrder(COMMITTED, CARRIED_OVER);
    assertThat(facts(issue(7, 6), active)).containsExactlyInAnyOrder(COMMITTED, REMAINING);
  }

  @Test
  void aPlannedSprintHasNoFacts() {
    var future = new SprintWindow(7, SprintPhase.FUTURE, null, END, null);
    assertThat(facts(issue(7), future)).isEmpty();
  }

  @Test
  void countsHowOftenAnIssueWasCarriedOver() {
    var first = SprintLedgerTests.closed(1, START.minusSeconds(9000), START.minusSeconds(5000));
    var second = SprintLedgerTests.closed(2, START.minusSeconds(5000), START);
    var sprints = Sprints.of(List.of(first, second, CLOSED));
    var issue = done(1, 2, 7).resolved("2026-03-10T00:00:00Z").history();
    assertThat(SprintLedger.timesCarriedOver(issue, first, sprints)).isEqualTo(1);
    assertThat(SprintLedger.timesCarriedOver(issue, second, sprints)).isEqualTo(2);
    assertThat(SprintLedger.timesCarriedOver(issue, CLOSED, sprints)).isEqualTo(2);
  }

  private static IssueBuilder issue(long... sprintIds) {
    return IssueBuilder.created(1, "2026-02-01T00:00:00Z")
        .with(3, null, sprintIds)
        .withoutChangelog();
  }

  private static IssueBuilder done(long... sprintIds) {
    return issue(sprintIds).with(DONE);
  }

  private static Set<SprintFact> facts(IssueBuilder issue, SprintWindow sprint) {
    return SprintLedger.of(sprint, List.of(issue.history()), BOTH)
        .entries()
        .getFirst()
        .facts()
        .keySet();
  }
}
