package io.issuestream.metrics.flow;

import io.issuestream.contracts.metrics.Amount;
import io.issuestream.contracts.metrics.WeekThroughput;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** ISO weeks, which begin on Monday, in UTC. */
public final class Weeks {

  /** So many weeks at most, twenty years: one wrong date shall not make a million empty ones. */
  static final int MOST = 1044;

  private Weeks() {}

  /** The Monday of the week a moment is in. */
  public static LocalDate of(Instant moment) {
    return moment
        .atOffset(ZoneOffset.UTC)
        .toLocalDate()
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  /**
   * Throughput week by week, from the first week in which something was finished, or {@value #MOST}
   * weeks before the last, to the last one with anything or that of {@code asOf}, whichever is
   * later.
   */
  static List<WeekThroughput> throughput(SortedMap<LocalDate, Amount> done, Instant asOf) {
    if (done.isEmpty()) {
      return List.of();
    }
    LocalDate now = of(asOf);
    LocalDate last = done.lastKey().isAfter(now) ? done.lastKey() : now;
    LocalDate earliest = last.minusWeeks(MOST - 1L);
    LocalDate first = done.firstKey().isBefore(earliest) ? earliest : done.firstKey();
    var weeks = new ArrayList<WeekThroughput>();
    for (LocalDate week = first; !week.isAfter(last); week = week.plusWeeks(1)) {
      weeks.add(new WeekThroughput(week, done.getOrDefault(week, Amount.ZERO)));
    }
    return weeks;
  }
}
