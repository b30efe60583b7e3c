package io.issuestream.metrics.flow;

import static io.issuestream.contracts.issue.StatusCategory.DONE;
import static io.issuestream.contracts.issue.StatusCategory.IN_PROGRESS;
import static io.issuestream.contracts.issue.StatusCategory.TODO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.issuestream.contracts.metrics.Amount;
import io.issuestream.contracts.metrics.Basis;
import io.issuestream.contracts.metrics.Percentiles;
import io.issuestream.contracts.metrics.WeekThroughput;
import io.issuestream.metrics.history.IssueBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FlowFiguresTests {

  @Test
  void interpolatesBetweenTheClosestRanks() {
    assertThat(PercentileHours.at(new long[] {10, 20, 30, 40}, 0.5)).isEqualTo(25);
    assertThat(PercentileHours.at(new long[] {10, 20, 30, 40}, 0.85)).isEqualTo(35.5, within(1e-9));
    assertThat(PercentileHours.at(new long[] {10}, 0.95)).isEqualTo(10);
    assertThat(PercentileHours.of(new long[] {})).isEqualTo(Percentiles.NONE);
    Percentiles hours = PercentileHours.of(new long[] {7200, 3600});
    assertThat(hours.p50()).isEqualTo("1.5");
    assertThat(PercentileHours.of(new long[] {360_000}).p95()).isEqualTo("100");
  }

  @Test
  void percentilesRiseAndStayWithinTheValues() {
    var random = new Random(11);
    for (int round = 0; round < 200; round++) {
      long[] seconds = random.longs(1 + random.nextInt(40), 0, 1_000_000).toArray();
      Percentiles hours = PercentileHours.of(seconds);
      assertThat(hours.count()).isEqualTo(seconds.length);
      assertThat(hours.p50()).isLessThanOrEqualTo(hours.p85());
      assertThat(hours.p85()).isLessThanOrEqualTo(hours.p95());
      double highest = Arrays.stream(seconds).max().orElseThrow() / 3600.0;
      assertThat(hours.p95().doubleValue()).isLessThanOrEqualTo(highest + 0.01);
    }
  }

  @Test
  void cycleTimeRunsFromTheFirstInProgressToTheLastDone() {
    IssueFlow flow =
        flow(
            IssueBuilder.created(1, "2026-01-01T00:00:00Z")
                .becomes(IN_PROGRESS, "2026-01-02T00:00:00Z")
                .becomes(DONE, "2026-01-03T00:00:00Z")
                .becomes(TODO, "2026-01-04T00:00:00Z")
                .becomes(IN_PROGRESS, "2026-01-05T00:00:00Z")
                .becomes(DONE, "2026-01-06T00:00:00Z"));
    assertThat(flow.cycleSeconds()).isEqualTo(4 * 86_400);
    assertThat(flow.leadSeconds()).isEqualTo(5 * 86_400);
    assertThat(flow.finished()).isEqualTo("2026-01-06T00:00:00Z");
    assertThat(flow.inProgress()).isFalse();
  }

  @Test
  void hasNoCycleTimeWhileNotDoneWithoutAChangelogOrWithoutWork() {
    var reopened =
        IssueBuilder.created(1, "2026-01-01T00:00:00Z")
            .becomes(IN_PROGRESS, "2026-01-02T00:00:00Z")
            .becomes(DONE, "2026-01-03T00:00:00Z")
            .becomes(IN_PROGRESS, "2026-01-04T00:00:00Z");
    assertThat(flow(reopened).cycleSeconds()).isNull();
    assertThat(flow(reopened).started()).isEqualTo("2026-01-02T00:00:00Z");
    assertThat(flow(reopened).inProgress()).isTrue();

    var skipped =
        IssueBuilder.created(2, "2026-01-01T00:00:00Z").becomes(DONE, "2026-01-03T00:00:00Z");
    assertThat(flow(skipped).cycleSeconds()).isNull();
    assertThat(flow(skipped).leadSeconds()).isEqualTo(2 * 86_400);

    var unseen =
        IssueBuilder.created(3, "2026-01-01T00:00:00Z")
            .with(DONE)
            .resolved("2026-01-02T00:00:00Z")
            .withoutChangelog();
    assertThat(flow(unseen).cycleSeconds()).isNull();
    assertThat(flow(unseen).leadSeconds()).isEqualTo(86_400);
  }

  @Test
  void workThatWasCreatedInProgressBeganThen() {
    var issue =
        IssueBuilder.created(1, "2026-01-01T00:00:00Z")
            .with(IN_PROGRESS)
            .becomes(DONE, "2026-01-01T06:00:00Z");
    assertThat(flow(issue).cycleSeconds()).isEqualTo(6 * 3600);
  }

  @Test
  void datesThatRunBackwardsGiveNoLeadTime() {
    var issue =
        IssueBuilder.created(1, "2026-01-02T00:00:00Z").with(DONE).resolved("2026-01-01T00:00:00Z");
    assertThat(flow(issue).leadSeconds()).isNull();
  }

  @Test
  void fillsWeeksWithoutThroughput() {
    var done = new TreeMap<LocalDate, Amount>();
    done.put(LocalDate.parse("2026-01-05"), new Amount(2, BigDecimal.TEN));
    done.put(LocalDate.parse("2026-01-19"), new Amount(1, BigDecimal.ONE));
    assertThat(Weeks.throughput(done, Instant.parse("2026-01-27T00:00:00Z")))
        .containsExactly(
            new WeekThroughput(LocalDate.parse("2026-01-05"), new Amount(2, BigDecimal.TEN)),
            new WeekThroughput(LocalDate.parse("2026-01-12"), Amount.ZERO),
            new WeekThroughput(LocalDate.parse("2026-01-19"), new Amount(1, BigDecimal.ONE)),
            new WeekThroughput(LocalDate.parse("2026-01-26"), Amount.ZERO));
    assertThat(Weeks.throughput(new TreeMap<>(), Instant.EPOCH)).isEmpty();
  }

  @Test
  void oneWrongDateMakesNoEndlessList() {
    var done = new TreeMap<LocalDate, Amount>();
    done.put(LocalDate.parse("1970-01-05"), new Amount(1, BigDecimal.ONE));
    assertThat(Weeks.throughput(done, Instant.parse("2026-01-27T00:00:00Z"))).hasSize(Weeks.MOST);
  }

  @Test
  void weeksBeginOnMondayInUtc() {
    assertThat(Weeks.of(Instant.parse("2026-01-04T23:59:59Z"))).isEqualTo("2025-12-29");
    assertThat(Weeks.of(Instant.parse("2026-01-05T00:00:00Z"))).isEqualTo("2026-01-05");
  }

  @Test
  void ageRunsToTheMomentLookedFrom() {
    Instant asOf = Instant.parse("2026-02-01T00:00:00Z");
    var facts =
        new FlowFacts(
            asOf,
            4,
            1,
            2,
            1,
            0,
            new long[] {3600},
            new long[] {},
            new Amount(2, BigDecimal.valueOf(5)),
            new long[] {
              asOf.minusSeconds(7200).getEpochSecond(), asOf.plusSeconds(60).getEpochSecond()
            },
            new TreeMap<>());
    var metrics = FlowFigures.of("ROVER", facts, asOf);
    assertThat(metrics.wipAgeHours().count()).isEqualTo(2);
    assertThat(metrics.wipAgeHours().p50()).isEqualTo("1");
    assertThat(metrics.confidence().basis()).isEqualTo(Basis.MIXED);
    assertThat(metrics.cycleTime()).isEqualTo(Percentiles.NONE);
  }

  private static IssueFlow flow(IssueBuilder issue) {
    return IssueFlow.of(issue.history());
  }
}
