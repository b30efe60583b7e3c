package io.issuestream.metrics.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.issue.StatusCategory;
import io.issuestream.contracts.sprint.SprintPhase;
import io.issuestream.metrics.history.IssueBuilder;
import io.issuestream.metrics.history.IssueHistory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What must hold for any past: nothing appears or disappears between a sprint's start and its end.
 */
class LedgerConservationTests {

  /** Few moments, so that changes often fall on the start, the end and each other. */
  private static final int MOMENTS = 24;

  private static final Instant EPOCH = Instant.parse("2026-03-01T00:00:00Z");
  private static final long SPRINT = 7;
  private static final List<StatusCategory> CATEGORIES = List.of(StatusCategory.values());

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theBooksBalance(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      int start = random.nextInt(MOMENTS);
      int end = start + random.nextInt(MOMENTS - start + 1);
      boolean closed = random.nextBoolean();
      var lives = new ArrayList<Life>();
      for (int issue = 1; issue <= 12; issue++) {
        lives.add(Life.random(issue, random, closed ? MOMENTS : end));
      }
      check(new SprintWindow(SPRINT, phase(closed), at(start), at(end), at(start)), lives);
    }
  }

  private static SprintPhase phase(boolean closed) {
    return closed ? SprintPhase.CLOSED : SprintPhase.ACTIVE;
  }

  private static void check(SprintWindow sprint, List<Life> lives) {
    List<IssueHistory> histories = lives.stream().map(life -> life.issue.history()).toList();
    SprintLedger ledger = SprintLedger.of(sprint, histories, Sprints.UNKNOWN);

    assertThat(count(ledger, SprintFact.COMMITTED))
        .isEqualTo(lives.stream().filter(life -> life.inAtStart(sprint)).count());
    long inAtEnd = lives.stream().filter(life -> life.inAtEnd(sprint)).count();
    assertThat(
            count(ledger, SprintFact.COMMITTED)
                + count(ledger, SprintFact.ADDED)
                - count(ledger, SprintFact.REMOVED))
        .isEqualTo(inAtEnd);
    long done = count(ledger, SprintFact.COMPLETED) + count(ledger, SprintFact.COMPLETED_OUTSIDE);
    long open = count(ledger, SprintFact.CARRIED_OVER) + count(ledger, SprintFact.REMAINING);
    assertThat(done + open).isEqualTo(inAtEnd);
    assertThat(done)
        .isEqualTo(
            lives.stream().filter(life -> life.inAtEnd(sprint) && life.doneAtEnd(sprint)).count());

    BigDecimal came =
        points(ledger, SprintFact.COMMITTED)
            .add(points(ledger, SprintFact.ADDED))
            .add(points(ledger, SprintFact.REESTIMATED))
            .subtract(points(ledger, SprintFact.REMOVED));
    BigDecimal stayed =
        points(ledger, SprintFact.COMPLETED)
            .add(points(ledger, SprintFact.COMPLETED_OUTSIDE))
            .add(points(ledger, SprintFact.CARRIED_OVER))
            .add(points(ledger, SprintFact.REMAINING));
    assertThat(came).isEqualByComparingTo(stayed);
  }

  private static long count(SprintLedger ledger, SprintFact fact) {
    return ledger.entries().stream().filter(entry -> entry.is(fact)).count();
  }

  private static BigDecimal points(SprintLedger ledger, SprintFact fact) {
    return ledger.entries().stream()
        .map(entry -> entry.facts().get(fact))
        .filter(moment -> moment != null)
        .map(moment -> Points.of(moment.points()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Instant at(int moment) {
    return EPOCH.plusSeconds(3600L * moment);
  }

  /** An issue, and beside its changelog what was true after each moment. */
  private static final class Life {
    private final IssueBuilder issue;
    private final boolean[] in = new boolean[MOMENTS + 1];
    private final boolean[] done = new boolean[MOMENTS + 1];

    private Life(IssueBuilder issue) {
      this.issue = issue;
    }

    static Life random(long id, Random random, int until) {
      int created = random.nextInt(until + 1);
      var issue = IssueBuilder.created(id, at(created));
      if (random.nextBoolean()) {
        issue.with(estimate(random), null, SPRINT);
      } else {
        issue.with(estimate(random), null);
      }
      if (random.nextInt(5) == 0) {
        issue.with(StatusCategory.DONE);
      }
      var life = new Life(issue);
      for (int moment = created; moment <= MOMENTS; moment++) {
        if (moment > created && moment <= until && random.nextInt(3) == 0) {
          change(issue, random, at(moment));
        }
        life.in[moment] = issue.lists(SPRINT);
        life.done[moment] = issue.status() == StatusCategory.DONE;
      }
      return life;
    }

    private static void change(IssueBuilder issue, Random random, Instant at) {
      switch (random.nextInt(4)) {
        case 0, 1 -> {
          if (issue.lists(SPRINT)) {
            issue.leaves(SPRINT, at);
          } else {
            issue.enters(SPRINT, at);
          }
        }
        case 2 -> issue.becomes(CATEGORIES.get(random.nextInt(CATEGORIES.size())), at);
        default -> issue.estimated(estimate(random), at);
      }
    }

    private static @Nullable Integer estimate(Random random) {
      int points = random.nextInt(6);
      return points == 0 ? null : points;
    }

    boolean inAtStart(SprintWindow sprint) {
      return in[index(sprint.planned())];
    }

    /**
     * Just before the moment of closing, or in the moment looked from; nothing moves in no time.
     */
    boolean inAtEnd(SprintWindow sprint) {
      int start = index(sprint.planned());
      int end = index(sprint.end());
      return in[sprint.ended() && end > start ? end - 1 : end];
    }

    boolean doneAtEnd(SprintWindow sprint) {
      return done[index(sprint.end())];
    }

    private static int index(@Nullable Instant at) {
      return at == null ? 0 : (int) ((at.getEpochSecond() - EPOCH.getEpochSecond()) / 3600);
    }
  }
}
