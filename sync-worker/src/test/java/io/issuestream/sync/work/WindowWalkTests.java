package io.issuestream.sync.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.jira.IssueDocument;
import io.issuestream.jira.IssuePage;
import io.issuestream.jira.IssueSearch;
import io.issuestream.jira.SearchCursor;
import io.issuestream.sync.run.SyncWindow;
import io.issuestream.sync.run.SyncWindow.End;
import io.issuestream.sync.run.WindowMark;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WindowWalkTests {

  static IssuePage page(@Nullable String next, long... ids) {
    List<IssueDocument> issues =
        Arrays.stream(ids)
            .mapToObj(id ->
                new IssueDocument(
                    "{\"id\":\"%d\",\"key\":\"A-%d\"}"
                        .formatted(id, id)
                        .getBytes(StandardCharsets.UTF_8)))
            .toList();
    return new IssuePage(
        issues,
        next == null ? null : new SearchCursor(next),
        OptionalLong.empty(),
        0,
        Instant.EPOCH);
  }

  private static IssueSearch next(WindowWalk walk) {
    return walk.next("project = \"A\"", List.of("*all"), 2);
  }

  @Test
  void eachPageIsAskedForBehindTheOneBefore() {
    var walk = new WindowWalk(SyncWindow.openAfter(1, 0), "A");
    assertThat(next(walk).jql()).isEqualTo("project = \"A\" ORDER BY id ASC");
    assertThat(walk.take(page("t", 4, 5)).mark()).isEqualTo(new WindowMark(1, 5, false));
    assertThat(next(walk).jql()).isEqualTo("project = \"A\" AND id > 5 ORDER BY id ASC");
    assertThat(next(walk).cursor()).as("neither tokens nor offsets").isNull();
    assertThat(walk.take(page(null, 9)).mark()).isEqualTo(new WindowMark(1, 9, true));
    assertThat(walk.ended()).isTrue();
  }

  @Test
  void aWindowHasBothEnds() {
    var walk = new WindowWalk(new SyncWindow(3, 20, new End(40, 40), false), "A");
    assertThat(next(walk).jql())
        .isEqualTo("project = \"A\" AND id > 20 AND id <= 40 ORDER BY id ASC");
  }

  @Test
  void aPageThatTellsNoIdIsPassedByItsToken() {
    var walk = new WindowWalk(SyncWindow.openAfter(1, 0), "A");
    walk.take(page("t1", 4, 5));
    walk.take(
        new IssuePage(
            List.of(new IssueDocument("{}".getBytes(StandardCharsets.UTF_8))),
            new SearchCursor("t2"),
            OptionalLong.empty(),
            0,
            null));
    assertThat(next(walk).cursor()).isEqualTo(new SearchCursor("t2"));
    assertThat(next(walk).jql()).contains("id > 5");
    walk.take(page("t3", 8));
    assertThat(next(walk).cursor()).isNull();
    assertThat(next(walk).jql()).contains("id > 8");
  }

  @Test
  void anEmptyProjectIsOnePage() {
    var walk = new WindowWalk(SyncWindow.openAfter(1, 0), "A");
    assertThat(walk.take(page(null)).mark()).isEqualTo(new WindowMark(1, 0, true));
  }

  @Test
  void whatIsGivenUpIsReadByNobodyElse() {
    var walk = new WindowWalk(new SyncWindow(1, 0, new End(1000, 1000), false), "A");
    assertThat(walk.left(1000)).as("before the first page").isZero();
    walk.take(page("t", 10, 20));
    assertThat(walk.left(1000)).isEqualTo(980);
    assertThat(walk.middle(1000)).isEqualTo(510);
    assertThat(next(walk).jql()).contains("id > 20 AND id <= 1000");
    SyncWindow upper = walk.giveUp(7, new End(512, 512));
    assertThat(upper).isEqualTo(new SyncWindow(7, 512, new End(1000, 1000), false));
    assertThat(walk.take(page("t", 500, 505, 512, 520)).issues())
        .as("a page that was under way is cut at the new end")
        .hasSize(3);
    assertThat(walk.ended()).isTrue();
  }

  @Test
  void aWalkGoesOnToItsNewEnd() {
    var walk = new WindowWalk(new SyncWindow(1, 0, new End(1000, 1000), false), "A");
    walk.take(page("t", 10, 20));
    walk.giveUp(7, new End(512, 512));
    assertThat(next(walk).jql()).contains("id > 20 AND id <= 512");
    assertThat(walk.take(page("t", 30, 40)).mark().done()).isFalse();
    next(walk);
    assertThat(walk.take(page(null, 512)).mark()).isEqualTo(new WindowMark(1, 512, true));
  }

  @Test
  void whatIsReadAlreadyIsNotGivenUp() {
    var walk = new WindowWalk(SyncWindow.openAfter(1, 0), "A");
    walk.take(page("t", 10, 20));
    walk.take(page("t", 500, 700));
    assertThat(walk.giveUp(2, new End(512, 512))).isEqualTo(new SyncWindow(2, 700, null, false));
  }

  @Test
  void aSplitIsKeptWhereAnIssueWasMovedIn() {
    // By id it comes early, by its key late: that does not mean that what lies between was read.
    var walk = new WindowWalk(SyncWindow.openAfter(1, 0), "A");
    walk.take(
        new IssuePage(
            List.of(
                new IssueDocument(
                    "{\"id\":\"10\",\"key\":\"A-900\"}".getBytes(StandardCharsets.UTF_8))),
            new SearchCursor("t"),
            OptionalLong.empty(),
            0,
            Instant.EPOCH));
    assertThat(walk.giveUp(2, new End(512, 512))).isEqualTo(new SyncWindow(2, 512, null, false));
    assertThat(next(walk).jql()).contains("id > 10 AND id <= 512");
  }

  @Test
  void issuesAreTakenInTheOrderInWhichTheyCome() {
    // As a Jira gives them for which ids are an alias of keys: one was moved in, with an old id.
    var walk = new WindowWalk(SyncWindow.openAfter(1, 0), "A");
    assertThat(walk.take(page("t", 900, 17)).mark().afterId()).isEqualTo(17);
    assertThat(next(walk).jql()).contains("id > 17");
  }
}
