package io.issuestream.insights.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.metrics.Percentiles;
import io.issuestream.contracts.metrics.PrLinkage;
import io.issuestream.insights.key.KeySource;
import io.issuestream.insights.linkage.LinkageSeries.SprintSpan;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinkFiguresTests {

  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

  @Test
  void interpolatesPercentilesLinearly() {
    assertThat(
            Hours.percentiles(
                DoubleStream.of(4, 1, 3, 2).<@Nullable Double>mapToObj(Double::valueOf)))
        .isEqualTo(percentiles(4, "2.5", "3.55", "3.85"));
    assertThat(Hours.percentiles(DoubleStream.of(7).<@Nullable Double>mapToObj(Double::valueOf)))
        .isEqualTo(percentiles(1, "7", "7", "7"));
    assertThat(Hours.percentiles(DoubleStream.empty().<@Nullable Double>mapToObj(Double::valueOf)))
        .isEqualTo(Percentiles.NONE);
  }

  @Test
  void countsLinksByWhatIsKnown() {
    var twice =
        merged(
            "o/r#1",
            10,
            2,
            known("ABC-1", 1, KeySource.TITLE, KeySource.BRANCH),
            unknown("ABC-99"));
    var once =
        merged(
            "o/r#2",
            20,
            null,
            known("ABC-1", 1, KeySource.COMMITS),
            known("ABC-2", 2, KeySource.COMMITS));
    var none = merged("o/r#3", 4, 1, unknown("ABC-99"), noKey("UTF-8"));
    var open = pullRequest("o/r#4", START, null, null);

    PrLinkage figures = LinkFigures.of("o/r", List.of(twice, once, none, open), 7);

    assertThat(figures.pullRequests()).isEqualTo(4);
    assertThat(figures.linkedPullRequests()).isEqualTo(2);
    assertThat(figures.linkRate()).isEqualByComparingTo("0.5");
    assertThat(figures.bySource())
        .isEqualTo(Map.of("title", 1L, "branch", 1L, "body", 0L, "commits", 1L));
    assertThat(figures.unknownKeys()).isEqualTo(1);
    assertThat(figures.issues()).isEqualTo(2);
    assertThat(figures.pullRequestsPerIssue()).isEqualByComparingTo("1.5");
    assertThat(figures.doneWithoutPullRequest()).isEqualTo(7);
    assertThat(figures.linked().cycleTime()).isEqualTo(percentiles(2, "15", "18.5", "19.5"));
    assertThat(figures.linked().reviewTime()).isEqualTo(percentiles(2, "11", "17.3", "19.1"));
    assertThat(figures.unlinked().pullRequests()).isEqualTo(2);
    assertThat(figures.unlinked().cycleTime()).isEqualTo(percentiles(1, "4", "4", "4"));
    assertThat(figures.asOf()).isEqualTo(START.plus(Duration.ofHours(20)));
    assertThat(LinkFigures.projects(List.of(twice, none))).containsExactly("ABC");
  }

  @Test
  void tellsNoTimeWhereTheDatesContradictEachOther() {
    var odd = pullRequest("o/r#1", START, START.minusSeconds(1), null);
    assertThat(LinkFigures.of("o/r", List.of(odd), 0).unlinked().cycleTime())
        .isEqualTo(Percentiles.NONE);
  }

  @Test
  void isTheSameWheneverItWasComputed() {
    var one = LinkFigures.of("o/r", List.of(merged("o/r#1", 10, null)), 0);
    var later =
        LinkFigures.of(
            "o/r",
            List.of(
                new LinkedPullRequest(
                    "o/r#1",
                    null,
                    false,
                    START,
                    START.plus(Duration.ofHours(10)),
                    null,
                    START.plus(Duration.ofDays(9)),
                    List.of())),
            0);
    assertThat(one).isNotEqualTo(later);
    assertThat(Linkages.same(one, later)).isTrue();
    assertThat(Linkages.same(one, LinkFigures.of("o/r", List.of(merged("o/r#1", 11, null)), 0)))
        .isFalse();
    assertThat(Linkages.same(one, null)).isFalse();
  }

  @Test
  void cutsByWeekWithEmptyWeeksBetween() {
    var slices =
        LinkageSeries.byWeek(
            List.of(
                merged("o/r#1", 10, null, known("ABC-1", 1, KeySource.TITLE)),
                merged("o/r#2", 24 * 15, null),
                pullRequest("o/r#3", START, null, null)),
            Map.of(LocalDate.parse("2026-03-09"), 3L));
    assertThat(slices)
        .extracting(LinkageSlice::group)
        .containsExactly("2026-03-02", "2026-03-09", "2026-03-16");
    assertThat(slices).extracting(LinkageSlice::pullRequests).containsExactly(2L, 0L, 1L);
    assertThat(slices).extracting(LinkageSlice::mergedPullRequests).containsExactly(1L, 0L, 1L);
    assertThat(slices).extracting(LinkageSlice::linkedPullRequests).containsExactly(1L, 0L, 0L);
    assertThat(slices).extracting(LinkageSlice::doneIssues).containsExactly(0L, 3L, 0L);
    assertThat(slices.get(1).linkRate()).isNull();
    assertThat(LinkageSeries.byWeek(List.of(), Map.of())).isEmpty();
  }

  @Test
  void cutsByAuthorAndBySprint() {
    var ana =
        new LinkedPullRequest(
            "o/r#1", "a-1", false, START, START.plusSeconds(3600), null, START, List.of());
    var ben = new LinkedPullRequest("o/r#2", "a-2", true, START, null, null, START, List.of());
    var ben2 =
        new LinkedPullRequest(
            "o/r#3", "a-2", true, START.minusSeconds(1), null, null, START, List.of());
    List<LinkedPullRequest> all = List.of(ana, ben, ben2, merged("o/r#4", 1, null));
    assertThat(LinkageSeries.byAuthor(all))
        .extracting(LinkageSlice::group)
        .containsExactly("a-2", "a-1");
    assertThat(
            LinkageSeries.bySprint(
                all, List.of(new SprintSpan(42, "Seven", START, START.plusSeconds(3600), 9))))
        .singleElement()
        .satisfies(slice -> {
          assertThat(slice.pullRequests()).isEqualTo(1);
          assertThat(slice.doneIssues()).isEqualTo(9);
          assertThat(slice.name()).isEqualTo("Seven");
        });
  }

  @Test
  void tellsWhatLatelyWentOn() {
    Instant old = START.minus(Duration.ofDays(200));
    var stale = pullRequest("o/r#1", old, null, null);
    var linked = merged("o/r#3", 5, null, known("ABC-1", 1, KeySource.BODY));
    var activity = RepositoryActivity.of("o/r", List.of(stale, merged("o/r#2", 10, null), linked));
    assertThat(activity.newest()).isEqualTo(START.plus(Duration.ofHours(10)));
    assertThat(activity.recent()).as("few, so all").isEqualTo(3);
    assertThat(activity.recentUnlinkedIds()).containsExactly("o/r#2", "o/r#1");
    assertThat(activity.open())
        .containsExactly(new RepositoryActivity.OpenPullRequest("o/r#1", old));
    assertThat(activity.recentCycle().count()).isEqualTo(2);
    assertThat(activity.earlierCycle()).isEqualTo(Percentiles.NONE);
  }

  @Test
  void looksBackNinetyDaysWhereMuchGoesOn() {
    var all = new ArrayList<LinkedPullRequest>();
    for (int number = 0; number < 100; number++) {
      all.add(merged("o/r#" + number, number * 72, null));
    }
    assertThat(RepositoryActivity.of("o/r", all).recent()).isEqualTo(30);
  }

  private static LinkedPullRequest merged(
      String id, int hours, @Nullable Integer reviewHours, ResolvedKey... keys) {
    return pullRequest(
        id,
        START,
        START.plus(Duration.ofHours(hours)),
        reviewHours == null ? null : START.plus(Duration.ofHours(reviewHours)),
        keys);
  }

  private static LinkedPullRequest pullRequest(
      String id,
      Instant created,
      @Nullable Instant merged,
      @Nullable Instant reviewed,
      ResolvedKey... keys) {
    return new LinkedPullRequest(
        id,
        null,
        merged == null,
        created,
        merged,
        reviewed,
        merged == null ? created : merged,
        List.of(keys));
  }

  private static ResolvedKey known(String key, long issue, KeySource... sources) {
    return new ResolvedKey(key, KeySource.mask(Set.of(sources)), issue, "ABC", true);
  }

  private static ResolvedKey unknown(String key) {
    return new ResolvedKey(key, 1, null, null, true);
  }

  private static ResolvedKey noKey(String key) {
    return new ResolvedKey(key, 1, null, null, false);
  }

  private static Percentiles percentiles(long count, String p50, String p85, String p95) {
    return new Percentiles(count, new BigDecimal(p50), new BigDecimal(p85), new BigDecimal(p95));
  }
}
