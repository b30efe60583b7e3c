package io.issuestream.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

class RequestBudgetTests {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
  private final List<String> log = new ArrayList<>();

  @AfterEach
  void dispose() {
    time.dispose();
  }

  @Test
  void spacesTurnsEvenlyInTheOrderOfArrival() {
    RequestBudget budget = budget(10, 4);
    IntStream.range(0, 4).forEach(i -> ask(budget, "r" + i));
    time.advanceTimeBy(Duration.ofSeconds(1));
    assertThat(log).containsExactly("r0 at 0", "r1 at 100", "r2 at 200", "r3 at 300");
  }

  @Test
  void keepsFewUnderWay() {
    RequestBudget budget = budget(1000, 2);
    Asking first = asking(budget, "a");
    asking(budget, "b");
    asking(budget, "c");
    time.advanceTimeBy(Duration.ofSeconds(5));
    assertThat(log).containsExactly("a at 0", "b at 1");
    first.answer();
    assertThat(log).last().isEqualTo("c at 5000");
  }

  @Test
  void hasNoMoreUnderWayThanAreLeft() {
    RequestBudget budget = budget(1000, 4);
    budget.left(2, 900, Duration.ofMinutes(10));
    List<Asking> all = IntStream.range(0, 4).mapToObj(i -> asking(budget, "r" + i)).toList();
    time.advanceTimeBy(Duration.ofSeconds(1));
    assertThat(log).hasSize(2);
    // The second of them was answered first, and says less than the first will.
    budget.left(0, 900, Duration.ofMinutes(1));
    all.get(1).answer();
    budget.left(1, 900, Duration.ofMinutes(1));
    all.get(0).answer();
    time.advanceTimeBy(Duration.ofMinutes(1));
    assertThat(log).hasSize(2);
    time.advanceTimeBy(Duration.ofSeconds(1));
    assertThat(log).hasSize(4).element(2).isEqualTo("r2 at 61100");
  }

  @Test
  void takesTheNextWindowForWhole() {
    RequestBudget budget = budget(1000, 4);
    budget.left(0, 900, Duration.ofSeconds(10));
    time.advanceTimeBy(Duration.ofSeconds(11));
    IntStream.range(0, 4).forEach(i -> asking(budget, "r" + i));
    time.advanceTimeBy(Duration.ofSeconds(1));
    assertThat(log).hasSize(4);
    // An answer of the window before comes late.
    budget.left(0, 900, Duration.ofSeconds(10));
    budget.left(4999, 910, Duration.ofHours(1));
    budget.left(0, 900, Duration.ofSeconds(10));
    assertThat(budget.state().remaining()).isEqualTo(4999);
  }

  @Test
  void givesNoTurnBeforeAPauseIsOver() {
    RequestBudget budget = budget(10, 4);
    ask(budget, "first");
    ask(budget, "waiting already");
    assertThat(budget.struck(Duration.ofSeconds(7))).isEqualTo(Duration.ofSeconds(7));
    budget.struck(Duration.ofSeconds(2));
    ask(budget, "came later");
    time.advanceTimeBy(Duration.ofSeconds(7));
    assertThat(log).containsExactly("first at 0");
    time.advanceTimeBy(Duration.ofSeconds(1));
    assertThat(log).containsExactly("first at 0", "waiting already at 7100", "came later at 7200");
  }

  @Test
  void waitsAMinuteWhereNoWaitIsToldAndTwiceThatTheNextTime() {
    RequestBudget budget = budget(10, 4);
    assertThat(budget.struck(null)).isEqualTo(Duration.ofMinutes(1));
    // Another that was under way is refused by the same strike.
    assertThat(budget.struck(null)).isEqualTo(Duration.ofMinutes(1));
    time.advanceTimeBy(Duration.ofSeconds(61));
    assertThat(budget.struck(null)).isEqualTo(Duration.ofMinutes(2));
    time.advanceTimeBy(Duration.ofSeconds(121));
    budget.answered();
    assertThat(budget.struck(null)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void turnsThoseAwayWhoWouldHaveToWaitTooLong() {
    RequestBudget budget = budget(10, 4);
    ask(budget, "first");
    ask(budget, "waiting already");
    budget.pause(Duration.ofHours(1));
    ask(budget, "came later");
    assertThat(log)
        .containsExactly("first at 0", "waiting already: wait PT1H", "came later: wait PT1H");
    time.advanceTimeBy(Duration.ofMinutes(61));
    ask(budget, "patient");
    assertThat(log).last().isEqualTo("patient at 3660000");
  }

  @Test
  void forgetsThoseWhoLeaveBeforeOrInTheirTurn() {
    RequestBudget budget = budget(1000, 1);
    Asking under = asking(budget, "a");
    Asking waiting = asking(budget, "b");
    asking(budget, "c");
    waiting.leave();
    under.leave();
    time.advanceTimeBy(Duration.ofSeconds(1));
    assertThat(log).containsExactly("a at 0", "c at 1");
  }

  private RequestBudget budget(double pace, int concurrent) {
    GithubLimits limits =
        new GithubLimits(
            pace, concurrent, 0, Duration.ZERO, Duration.ofSeconds(5), 1 << 20, PATIENCE);
    return new RequestBudget(limits, time, () -> time.now(TimeUnit.NANOSECONDS));
  }

  /** One whose request is answered at once. */
  private void ask(RequestBudget budget, String who) {
    asking(budget, who).answer();
  }

  private Asking asking(RequestBudget budget, String who) {
    return new Asking(budget, who);
  }

  /** One whose request is under way until it is answered. */
  private final class Asking {
    private final Sinks.Empty<Void> answer = Sinks.empty();
    private final Disposable subscription;

    Asking(RequestBudget budget, String who) {
      subscription =
          budget
              .inTurn(
                  answer
                      .asMono()
                      .doOnSubscribe(s -> log.add(who + " at " + time.now(TimeUnit.MILLISECONDS))),
                  PATIENCE)
              .subscribe(
                  nothing -> {}, failure -> log.add(who + ": wait " + wait(failure)), () -> {});
    }

    void answer() {
      answer.tryEmitEmpty().orThrow();
    }

    void leave() {
      subscription.dispose();
    }

    private static @Nullable Duration wait(Throwable failure) {
      return ((GithubFailure.RateLimited) failure).retryAfter().orElse(null);
    }
  }
}
