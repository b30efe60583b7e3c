package io.issuestream.jira;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.test.scheduler.VirtualTimeScheduler;

class RequestBudgetTests {

  private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
  private final List<String> log = new ArrayList<>();

  @AfterEach
  void dispose() {
    time.dispose();
  }

  @Test
  void spacesTurnsEvenlyInTheOrderOfArrival() {
    RequestBudget budget = budget(10);
    for (int i = 0; i < 4; i++) {
      ask(budget, "r" + i);
    }
    assertThat(log).containsExactly("r0 at 0");
    time.advanceTimeBy(Duration.ofSeconds(1));
    assertThat(log).containsExactly("r0 at 0", "r1 at 100", "r2 at 200", "r3 at 300");
  }

  @Test
  void savesNothingUpWhileNobodyAsks() {
    RequestBudget budget = budget(10);
    time.advanceTimeBy(Duration.ofSeconds(30));
    ask(budget, "a");
    ask(budget, "b");
    time.advanceTimeBy(Duration.ofSeconds(1));
    assertThat(log).containsExactly("a at 30000", "b at 30100");
  }

  @Test
  void keepsAHighPaceThatTimersAreTooCoarseFor() {
    RequestBudget budget = budget(5000);
    IntStream.range(0, 6000).forEach(i -> ask(budget, "r"));
    time.advanceTimeBy(Duration.ofSeconds(1));
    assertThat(log).hasSizeBetween(5000, 5105);
  }

  @Test
  void givesNoTurnBeforeAPauseIsOver() {
    RequestBudget budget = budget(10);
    ask(budget, "first");
    ask(budget, "waiting already");
    budget.pause(Duration.ofSeconds(7));
    budget.pause(Duration.ofSeconds(2));
    ask(budget, "came later");
    time.advanceTimeBy(Duration.ofMillis(6999));
    assertThat(log).containsExactly("first at 0");
    assertThat(budget.pauseLeft()).isEqualTo(Duration.ofMillis(1));
    assertThat(budget.waiting()).isEqualTo(2);
    time.advanceTimeBy(Duration.ofSeconds(1));
    assertThat(log).containsExactly("first at 0", "waiting already at 7000", "came later at 7100");
  }

  @Test
  void turnsEverybodyAwayWhenThePauseIsTooLongToWait() {
    RequestBudget budget = budget(10);
    ask(budget, "first");
    ask(budget, "waiting already");
    budget.pause(Duration.ofHours(1));
    ask(budget, "came later");
    assertThat(log)
        .containsExactly("first at 0", "waiting already: wait PT1H", "came later: wait PT1H");
    time.advanceTimeBy(Duration.ofMinutes(59));
    ask(budget, "patient");
    time.advanceTimeBy(Duration.ofMinutes(2));
    assertThat(log).last().isEqualTo("patient at 3600000");
  }

  @Test
  void forgetsThoseWhoLeave() {
    RequestBudget budget = budget(10);
    ask(budget, "a");
    Disposable leaving = ask(budget, "b");
    ask(budget, "c");
    leaving.dispose();
    time.advanceTimeBy(Duration.ofSeconds(1));
    assertThat(log).containsExactly("a at 0", "c at 100");
  }

  @Test
  void letsThoseInAHurryGoBefore() {
    RequestBudget budget = budget(10);
    ask(budget, "a");
    ask(budget, "b");
    ask(budget, "c");
    ask(budget, "hurried", true);
    Disposable leaving = ask(budget, "hurried and gone", true);
    assertThat(budget.waiting()).isEqualTo(4);
    leaving.dispose();
    time.advanceTimeBy(Duration.ofSeconds(1));
    assertThat(log).containsExactly("a at 0", "hurried at 100", "b at 200", "c at 300");
  }

  @Test
  void takesANewPaceAtOnce() {
    RequestBudget budget = budget(0.1);
    ask(budget, "a");
    ask(budget, "b");
    ask(budget, "c");
    time.advanceTimeBy(Duration.ofSeconds(1));
    budget.changePace(10);
    time.advanceTimeBy(Duration.ofSeconds(1));
    assertThat(log).containsExactly("a at 0", "b at 1100", "c at 1200");
  }

  private RequestBudget budget(double pace) {
    return new RequestBudget(pace, time, () -> time.now(TimeUnit.NANOSECONDS));
  }

  private Disposable ask(RequestBudget budget, String who) {
    return ask(budget, who, false);
  }

  private Disposable ask(RequestBudget budget, String who, boolean soon) {
    return budget
        .turn(soon)
        .subscribe(
            nothing -> {},
            failure -> log.add(who + ": wait " + waitOf(failure)),
            () -> log.add(who + " at " + time.now(TimeUnit.MILLISECONDS)));
  }

  private static Duration waitOf(Throwable failure) {
    return ((JiraFailure.RateLimited) failure).retryAfter().orElseThrow();
  }
}
