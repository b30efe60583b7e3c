package io.issuestream.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.local.verify.Settling.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettlingTests {
  private static final Waiting OUTBOX = new Waiting("sync-worker", "outbox", 3, true);
  private static final Waiting RUNS = new Waiting("sync-worker", "sync runs", 1, false);

  private final Settling settling = new Settling();

  private static Difference difference(String id) {
    return new Difference("jira.issues", "PAY", id, Map.of("a", "1", "b", "2"), List.of("b"));
  }

  private static Look look(List<Difference> differences, Waiting... waiting) {
    return new Look(List.of(), differences, List.of(waiting), 0, List.of());
  }

  private static Verdict different(Difference... differences) {
    return new Verdict(Outcome.DIFFERENT, List.of(differences), "");
  }

  @Test
  void isEqualAtOnceWhereNothingDiffersAndNothingIsOnItsWay() {
    assertThat(settling.after(look(List.of(), RUNS), false))
        .contains(new Verdict(Outcome.EQUAL, List.of(), ""));
  }

  @Test
  void looksAgainBeforeItCallsSomethingADifference() {
    assertThat(settling.after(look(List.of(difference("1"))), false)).isEmpty();
    assertThat(settling.after(look(List.of(difference("1"))), false))
        .contains(different(difference("1")));
  }

  @Test
  void waitsAsLongAsSomethingIsOnItsWay() {
    assertThat(settling.after(look(List.of(difference("1")), OUTBOX), false)).isEmpty();
    assertThat(settling.after(look(List.of(difference("1")), OUTBOX), false)).isEmpty();
    assertThat(settling.after(look(List.of(), OUTBOX), false)).isEmpty();
    assertThat(settling.after(look(List.of()), false))
        .contains(new Verdict(Outcome.EQUAL, List.of(), ""));
  }

  @Test
  void atLastNamesWhatLastsAndNotWhatJustAppeared() {
    assertThat(settling.after(look(List.of(difference("1")), OUTBOX), false)).isEmpty();
    assertThat(settling.after(look(List.of(difference("1"), difference("2")), OUTBOX), true))
        .contains(different(difference("1")));
  }

  @Test
  void cannotTellOfWhatDoesNotComeToRest() {
    assertThat(settling.after(look(List.of(difference("1")), OUTBOX), false)).isEmpty();

    Verdict verdict = settling.after(look(List.of(difference("2")), OUTBOX), true).orElseThrow();

    assertThat(verdict.outcome()).isEqualTo(Outcome.UNTOLD);
    assertThat(verdict.reason()).contains("sync-worker: 3 outbox");
  }

  @Test
  void isNotEqualWhileFiguresAreStillToBeWorkedOut() {
    assertThat(settling.after(look(List.of(), OUTBOX), true).orElseThrow().outcome())
        .isEqualTo(Outcome.UNTOLD);
  }

  @Test
  void ofTeamsTheWorstCounts() {
    assertThat(Outcome.EQUAL.and(Outcome.UNTOLD)).isEqualTo(Outcome.UNTOLD);
    assertThat(Outcome.UNTOLD.and(Outcome.EQUAL)).isEqualTo(Outcome.UNTOLD);
    assertThat(Outcome.UNTOLD.and(Outcome.DIFFERENT)).isEqualTo(Outcome.DIFFERENT);
    assertThat(List.of(Outcome.values()))
        .extracting(Outcome::exitCode)
        .as("equal, different, untold")
        .containsExactly(0, 1, 2);
  }
}
