package io.issuestream.insights.linkage;

import io.issuestream.insights.linkage.LinkageSlice.Period;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Cuts the linkage figures by week, author or sprint. */
final class LinkageSeries {

  /** The newest weeks, sprints or the busiest authors that a series has at most. */
  static final int MAX_SLICES = 520;

  private LinkageSeries() {}

  /**
   * By ISO week in UTC, oldest first, empty weeks between included.
   *
   * @param done how many issues of the linked projects were done, by the Monday of the week
   */
  static List<LinkageSlice> byWeek(
      Collection<LinkedPullRequest> pullRequests, Map<LocalDate, Long> done) {
    var byMonday =
        pullRequests.stream()
            .collect(
                Collectors.groupingBy(
                    one -> monday(one.countedAt()), TreeMap::new, Collectors.toList()));
    if (byMonday.isEmpty()) {
      return List.of();
    }
    LocalDate last = byMonday.lastKey();
    LocalDate oldestShown = last.minusWeeks(MAX_SLICES - 1L);
    LocalDate first = byMonday.firstKey().isBefore(oldestShown) ? oldestShown : byMonday.firstKey();
    var slices = new ArrayList<LinkageSlice>();
    for (LocalDate week = first; !week.isAfter(last); week = week.plusWeeks(1)) {
      var period = new Period(week.toString(), null, start(week), start(week.plusWeeks(1)));
      slices.add(
          LinkageSlice.of(
              period, byMonday.getOrDefault(week, List.of()), done.getOrDefault(week, 0L)));
    }
    return slices;
  }

  /**
   * By author, those with most pull requests first; pull requests without an author are left out.
   */
  static List<LinkageSlice> byAuthor(Collection<LinkedPullRequest> pullRequests) {
    return pullRequests.stream()
        .filter(one -> one.authorId() != null)
        .collect(Collectors.groupingBy(one -> Objects.requireNonNull(one.authorId())))
        .entrySet()
        .stream()
        .map(entry ->
            LinkageSlice.of(new Period(entry.getKey(), null, null, null), entry.getValue(), null))
        .sorted(
            Comparator.comparingLong(LinkageSlice::pullRequests)
                .reversed()
                .thenComparing(LinkageSlice::group))
        .limit(MAX_SLICES)
        .toList();
  }

  /**
   * By sprint, in the order given: a pull request counts in every sprint during which it was merged
   * (or opened, if it is not merged), since one that names no issue has no other tie to a sprint.
   */
  static List<LinkageSlice> bySprint(
      Collection<LinkedPullRequest> pullRequests, List<SprintSpan> sprints) {
    return sprints.stream()
        .limit(MAX_SLICES)
        .map(sprint -> {
          var period =
              new Period(Long.toString(sprint.id()), sprint.name(), sprint.from(), sprint.to());
          return LinkageSlice.of(
              period,
              pullRequests.stream().filter(one -> period.holds(one.countedAt())).toList(),
              sprint.completedIssues());
        })
        .toList();
  }

  private static LocalDate monday(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC)
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /**
   * A sprint's time.
   *
   * @param to when it was closed, else its planned end
   * @param completedIssues issues completed in it
   */
  record SprintSpan(long id, String name, Instant from, Instant to, long completedIssues) {}
}
