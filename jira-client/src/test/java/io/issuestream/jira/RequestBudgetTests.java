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
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

class RequestBudgetTests {

  private static final List<Extent> EVERYTHING = List.of(Extent.EVERYTHING);

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
  void losesNothingToTimersThatAreLate() {
    RequestBudget budget =
        new RequestBudget(
            20, new LateTimer(time, Duration.ofMillis(7)), () -> time.now(TimeUnit.NANOSECONDS));
    IntStream.range(0, 300).forEach(i -> ask(budget, "r"));
    time.advanceTimeBy(Duration.ofSeconds(10));
    assertThat(log).hasSize(200);
  }

  @Test
  void savesNothingUpForOneWhoLeft() {
    RequestBudget budget = budget(10);
    ask(budget, "a");
    ask(budget, "b").dispose();
    time.advanceTimeBy(Duration.ofSeconds(30));
    ask(budget, "c");
    ask(budget, "d");
    time.advanceTimeBy(Duration.ofSeconds(1));
    assertThat(log).containsExactly("a at 0", "c at 30000", "d at 30100");
  }

  @Test
  void givesNoTurnBeforeAPauseIsOver() {
    RequestBudget budget = budget(10);
    ask(budget, "first");
    ask(budget, "waiting already");
    pause(budget, Duration.ofSeconds(7));
    pause(budget, Duration.ofSeconds(2));
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
    pause(budget, Duration.ofHours(1));
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
  void leavesOneTurnInTenToThoseBehindLiveReads() {
    RequestBudget budget = budget(10);
    IntStream.range(0, 3).forEach(i -> ask(budget, "back" + i));
    IntStream.range(0, 20).forEach(i -> ask(budget, "live" + i, true));
    time.advanceTimeBy(Duration.ofSeconds(5));
    List<String> order = log.stream().map(entry -> entry.split(" ", -1)[0]).toList();
    assertThat(order).startsWith("back0", "live0", "live1").endsWith("live18", "live19");
    assertThat(order.indexOf("back1")).isEqualTo(10);
    assertThat(order.indexOf("back2")).isEqualTo(20);
  }

  @Test
  void holdsBackOnlyWhatAPauseConcerns() {
    RequestBudget budget = budget(10);
    List<Extent> search = List.of(Extent.EVERYTHING, new Extent.Endpoint("/search"));
    List<Extent> issue =
        List.of(Extent.EVERYTHING, new Extent.Endpoint("/issue/{id}"), new Extent.Issue(7));
    List<Extent> other =
        List.of(Extent.EVERYTHING, new Extent.Endpoint("/issue/{id}"), new Extent.Issue(8));
    budget.pause(new Extent.Endpoint("/search"), Duration.ofSeconds(3), "jira-burst-based");
    budget.pause(new Extent.Issue(7), Duration.ofSeconds(2), "jira-per-issue-on-write");
    ask(budget, "search", Priority.LIVE, search);
    ask(budget, "issue 7", Priority.LIVE, issue);
    ask(budget, "issue 8", Priority.BACKFILL, other);
    ask(budget, "fields", false);
    time.advanceTimeBy(Duration.ofSeconds(10));
    assertThat(log)
        .containsExactly("issue 8 at 0", "fields at 100", "issue 7 at 2000", "search at 3000");
  }

  @Test
  void turnsAwayOnlyThoseWhomALongPauseConcerns() {
    RequestBudget budget = budget(10);
    Extent endpoint = new Extent.Endpoint("/search");
    budget.pause(endpoint, Duration.ofMinutes(5), "jira-burst-based");
    ask(budget, "search", Priority.BACKFILL, List.of(Extent.EVERYTHING, endpoint));
    ask(budget, "fields", false);
    assertThat(log).containsExactly("search: wait PT5M", "fields at 0");
  }

  @Test
  void letsNoMoreThanSoManyBeUnderWay() {
    RequestBudget budget = budget(1_000_000);
    List<Disposable> hanging = new ArrayList<>();
    for (int i = 0; i < RequestBudget.MOST_AT_ONCE; i++) {
      hanging.add(budget.inTurn(Priority.LIVE, EVERYTHING, Mono.never()).subscribe());
    }
    time.advanceTimeBy(Duration.ofSeconds(1));
    ask(budget, "a");
    Disposable gaveUp = ask(budget, "gave up");
    time.advanceTimeBy(Duration.ofSeconds(1));
    assertThat(log).isEmpty();
    gaveUp.dispose();
    hanging.getFirst().dispose();
    time.advanceTimeBy(Duration.ofSeconds(1));
    assertThat(log).containsExactly("a at 2000");
    assertThat(budget.waiting()).isZero();
  }

  @Test
  void startsWhatEndsAtOnceWithoutEnd() {
    RequestBudget budget = budget(1_000_000);
    pause(budget, Duration.ofSeconds(1));
    IntStream.range(0, 20_000).forEach(i -> ask(budget, "r"));
    time.advanceTimeBy(Duration.ofSeconds(2));
    assertThat(log).hasSize(20_000);
  }

  @Test
  void neverEmptiesATokenBucketThatIsFilledInSteps() {
    RequestBudget budget = budget(100);
    // 40 tokens, and 10 more every 2 s at a moment nobody tells.
    long[] tokens = {40};
    long[] refused = {0};
    List<Long> done = new ArrayList<>();
    var _ =
        time.schedulePeriodically(
            () -> tokens[0] = Math.min(40, tokens[0] + 10), 1300, 2000, TimeUnit.MILLISECONDS);
    for (int i = 0; i < 150; i++) {
      var _ =
          budget
              .inTurn(
                  Priority.BACKFILL,
                  EVERYTHING,
                  Mono.delay(Duration.ofMillis(30), time)
                      .doOnNext(_ -> {
                        refused[0] += tokens[0] == 0 ? 1 : 0;
                        tokens[0] = Math.max(0, tokens[0] - 1);
                        budget.told(new TokenBucket.Level(40, tokens[0], 2, 10));
                        done.add(time.now(TimeUnit.MILLISECONDS));
                      }))
              .subscribe();
    }
    time.advanceTimeBy(Duration.ofSeconds(27));
    assertThat(refused[0]).isZero();
    assertThat(done).as("what the bucket gives is used").hasSize(150);
    assertThat(done.get(24)).as("at first as fast as may be").isLessThan(400);
  }

  @Test
  void keepsTheAnswerForWhoAsksForItLater() {
    RequestBudget budget = budget(10);
    StepVerifier.create(budget.inTurn(Priority.LIVE, EVERYTHING, Mono.just(7)), 0)
        .expectSubscription()
        .thenRequest(1)
        .expectNext(7)
        .expectComplete()
        .verify(Duration.ofSeconds(5));
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
    return ask(budget, who, soon ? Priority.LIVE : Priority.BACKFILL, EVERYTHING);
  }

  private Disposable ask(
      RequestBudget budget, String who, Priority priority, List<Extent> extents) {
    return budget
        .inTurn(
            priority,
            extents,
            Mono.fromRunnable(() -> log.add(who + " at " + time.now(TimeUnit.MILLISECONDS))))
        .subscribe(nothing -> {}, failure -> log.add(who + ": wait " + waitOf(failure)));
  }

  private static void pause(RequestBudget budget, Duration wait) {
    budget.pause(Extent.EVERYTHING, wait, null);
  }

  private static Duration waitOf(Throwable failure) {
    return ((JiraFailure.RateLimited) failure).retryAfter().orElseThrow();
  }
}
