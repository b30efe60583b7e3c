package io.issuestream.metrics.ledger;

import static io.issuestream.contracts.issue.StatusCategory.DONE;
import static io.issuestream.contracts.issue.StatusCategory.IN_PROGRESS;
import static io.issuestream.contracts.issue.StatusCategory.TODO;
import static io.issuestream.metrics.ledger.SprintFact.ADDED;
import static io.issuestream.metrics.ledger.SprintFact.CARRIED_OVER;
import static io.issuestream.metrics.ledger.SprintFact.COMMITTED;
import static io.issuestream.metrics.ledger.SprintFact.COMPLETED;
import static io.issuestream.metrics.ledger.SprintFact.COMPLETED_OUTSIDE;
import static io.issuestream.metrics.ledger.SprintFact.REESTIMATED;
import static io.issuestream.metrics.ledger.SprintFact.REMAINING;
import static io.issuestream.metrics.ledger.SprintFact.REMOVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.metrics.Basis;
import io.issuestream.contracts.sprint.SprintPhase;
import io.issuestream.metrics.history.IssueBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SprintLedgerTests {

  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
  private static final Instant END = Instant.parse("2026-03-16T09:00:00Z");
  private static final SprintWindow CLOSED = closed(7, START, END);
  private static final SprintWindow ACTIVE =
      new SprintWindow(7, SprintPhase.ACTIVE, START, END, START);

  @Test
  void committedIsWhatWasInAtTheStart() {
    var issue = issue().with(3, null).enters(7, "2026-03-01T00:00:00Z");
    assertThat(facts(issue, CLOSED))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(COMMITTED, moment(START, 3), CARRIED_OVER, moment(END, 3)));
  }

  @Test
  void whatEntersInTheMomentOfTheStartIsCommitted() {
    assertThat(facts(issue().enters(7, START), CLOSED)).containsKey(COMMITTED);
    assertThat(facts(issue().enters(7, START.plusMillis(1)), CLOSED)).containsKey(ADDED);
  }

  @Test
  void anIssueCreatedIntoARunningSprintIsAddedWhenItWasCreated() {
    var issue = IssueBuilder.created(1, "2026-03-05T00:00:00Z").with(2, null, 7);
    assertThat(facts(issue, CLOSED))
        .containsEntry(ADDED, moment(Instant.parse("2026-03-05T00:00:00Z"), 2))
        .doesNotContainKey(COMMITTED);
  }

  @Test
  void anIssueCreatedIntoAPlannedSprintIsCommitted() {
    assertThat(facts(issue().with(2, null, 7), CLOSED)).containsKey(COMMITTED);
  }

  @Test
  void anIssueThatLeftAndCameBackCountsAsIfItHadStayed() {
    var issue =
        issue()
            .enters(7, "2026-03-01T00:00:00Z")
            .leaves(7, "2026-03-04T00:00:00Z")
            .enters(7, "2026-03-05T00:00:00Z")
            .becomes(DONE, "2026-03-06T00:00:00Z");
    assertThat(facts(issue, CLOSED)).containsOnlyKeys(COMMITTED, COMPLETED);
  }

  @Test
  void anIssueAddedAndRemovedBeforeTheStartHasNoLine() {
    var issue = issue().enters(7, "2026-02-20T00:00:00Z").leaves(7, "2026-02-25T00:00:00Z");
    assertThat(entry(issue, CLOSED)).isNull();
  }

  @Test
  void anIssueAddedAndRemovedWithinTheSprintIsBoth() {
    var issue =
        issue()
            .with(5, null)
            .enters(7, "2026-03-03T00:00:00Z")
            .estimated(8, "2026-03-04T00:00:00Z")
            .leaves(7, "2026-03-05T00:00:00Z")
            .estimated(13, "2026-03-06T00:00:00Z");
    assertThat(facts(issue, CLOSED))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                ADDED, moment(Instant.parse("2026-03-03T00:00:00Z"), 5),
                REESTIMATED, moment(Instant.parse("2026-03-04T00:00:00Z"), 3),
                REMOVED, moment(Instant.parse("2026-03-05T00:00:00Z"), 8)));
  }

  @Test
  void whatIsMovedOnInTheMomentOfClosingIsCarriedOver() {
    assertThat(facts(issue().with(1, null, 7).leaves(7, END), CLOSED)).containsKey(CARRIED_OVER);
    assertThat(facts(issue().with(1, null, 7).leaves(7, END.minusMillis(1)), CLOSED))
        .containsKey(REMOVED);
    assertThat(facts(issue().with(1, null, 7).leaves(7, END), ACTIVE)).containsKey(REMOVED);
  }

  @Test
  void whatIsMovedIntoAClosedSprintHasNoLine() {
    assertThat(entry(issue().enters(7, END.plusSeconds(60)), CLOSED)).isNull();
  }

  @Test
  void reopenedWorkIsNotCompleted() {
    var issue =
        issue()
            .with(1, null, 7)
            .becomes(DONE, "2026-03-05T00:00:00Z")
            .becomes(IN_PROGRESS, "2026-03-06T00:00:00Z");
    assertThat(facts(issue, CLOSED)).containsOnlyKeys(COMMITTED, CARRIED_OVER);
    assertThat(facts(issue, ACTIVE)).containsOnlyKeys(COMMITTED, REMAINING);
    issue.becomes(DONE, "2026-03-20T00:00:00Z");
    assertThat(facts(issue, CLOSED)).containsOnlyKeys(COMMITTED, CARRIED_OVER);
  }

  @Test
  void whatWasDoneBeforeTheStartIsCompletedOutside() {
    var issue = issue().with(1, null, 7).becomes(DONE, START);
    assertThat(facts(issue, CLOSED)).containsOnlyKeys(COMMITTED, COMPLETED_OUTSIDE);
    issue.becomes(TODO, "2026-03-05T00:00:00Z").becomes(DONE, "2026-03-06T00:00:00Z");
    assertThat(facts(issue, CLOSED)).containsOnlyKeys(COMMITTED, COMPLETED);
  }

  @Test
  void doneInTheMomentOfClosingIsCompleted() {
    assertThat(facts(issue().with(1, null, 7).becomes(DONE, END), CLOSED)).containsKey(COMPLETED);
    assertThat(facts(issue().with(1, null, 7).becomes(DONE, END.plusMillis(1)), CLOSED))
        .containsKey(CARRIED_OVER);
  }

  @Test
  void pointsAreThoseOfTheMoment() {
    var issue =
        issue()
            .with(null, null, 7)
            .estimated(3, "2026-03-05T00:00:00Z")
            .becomes(DONE, "2026-03-06T00:00:00Z")
            .estimated(5, "2026-03-07T00:00:00Z")
            .estimated(8, "2026-03-17T00:00:00Z");
    assertThat(facts(issue, CLOSED))
        .containsEntry(COMMITTED, moment(START, null))
        .containsEntry(REESTIMATED, moment(Instant.parse("2026-03-07T00:00:00Z"), 5))
        .containsEntry(COMPLETED, moment(Instant.parse("2026-03-06T00:00:00Z"), 5));
  }

  @Test
  void anEstimateThatCameBackWasStillChanged() {
    var issue =
        issue()
            .with(3, null, 7)
            .estimated(5, "2026-03-05T00:00:00Z")
            .estimated(3, "2026-03-06T00:00:00Z");
    assertThat(facts(issue, CLOSED))
        .containsEntry(REESTIMATED, moment(Instant.parse("2026-03-06T00:00:00Z"), 0));
  }

  @Test
  void aSprintThatWasNotStartedHasLinesWithoutFacts() {
    var future = new SprintWindow(7, SprintPhase.FUTURE, null, END, START);
    assertThat(facts(issue().enters(7, "2026-03-01T00:00:00Z"), future)).isEmpty();
    assertThat(entry(issue().with(1, null, 7).leaves(7, "2026-03-01T00:00:00Z"), future)).isNull();
  }

  @Test
  void aSprintWithoutLengthKeepsItsBooks() {
    var empty = closed(7, START, START);
    assertThat(facts(issue().with(1, null, 7), empty)).containsOnlyKeys(COMMITTED, CARRIED_OVER);
    assertThat(facts(issue().with(1, null, 7).leaves(7, START.plusSeconds(1)), empty))
        .containsOnlyKeys(COMMITTED, CARRIED_OVER);
    assertThat(entry(issue().enters(7, START.plusSeconds(1)), empty)).isNull();
  }

  @Test
  void aSprintOpenedAgainRunsOn() {
    var issue = issue().with(1, null, 7).becomes(DONE, "2026-03-18T00:00:00Z");
    var reopened =
        new SprintWindow(
            7, SprintPhase.ACTIVE, START, Instant.parse("2026-03-18T00:00:00Z"), START);
    assertThat(facts(issue, CLOSED)).containsKey(CARRIED_OVER);
    assertThat(facts(issue, reopened)).containsKey(COMPLETED);
  }

  @Test
  void deletedIssuesKeepTheirLines() {
    assertThat(facts(issue().with(1, null, 7).deleted(), CLOSED))
        .containsOnlyKeys(COMMITTED, CARRIED_OVER);
  }

  @Test
  void readsASprintWhoseStartIsNotKnownFromTheSprintLists() {
    var unknown = new SprintWindow(7, SprintPhase.CLOSED, null, END, null);
    var entry = entry(issue().with(1, null, 7).becomes(DONE, "2026-03-05T00:00:00Z"), unknown);
    assertThat(entry).isNotNull();
    assertThat(entry.basis()).isEqualTo(Basis.MEMBERSHIP);
    assertThat(entry.facts()).containsOnlyKeys(COMMITTED, COMPLETED);
  }

  private static IssueBuilder issue() {
    return IssueBuilder.created(1, "2026-02-01T00:00:00Z");
  }

  static SprintWindow closed(long id, Instant start, Instant end) {
    return new SprintWindow(id, SprintPhase.CLOSED, start, end, start);
  }

  private static Moment moment(Instant at, @Nullable Integer points) {
    return new Moment(at, points == null ? null : BigDecimal.valueOf(points));
  }

  private static Map<SprintFact, Moment> facts(IssueBuilder issue, SprintWindow sprint) {
    var entry = entry(issue, sprint);
    assertThat(entry).isNotNull();
    return entry.facts();
  }

  private static @Nullable LedgerEntry entry(IssueBuilder issue, SprintWindow sprint) {
    var entries = SprintLedger.of(sprint, List.of(issue.history()), Sprints.UNKNOWN).entries();
    return entries.isEmpty() ? null : entries.getFirst();
  }
}
