package io.issuestream.jira;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RawChangelogTests {

  private static final String ISSUE = Samples.issue("\"summary\":\"a\\\"b\",\"n\":1.50");

  @Test
  void makesAWholeOfTheNewestAndOfWhatWasReadBefore() {
    IssueDocument searched = searched(30, 70);
    RawChangelog newest = RawChangelog.of(searched);
    RawChangelog before = RawChangelog.of(read(stored(1, 45)));
    assertThat(newest.isWhole()).isFalse();
    assertThat(before.isWhole()).isTrue();

    IssueDocument whole = newest.completedBy(before).orElseThrow().in(searched);

    Changelog changelog = changelog(whole);
    assertThat(changelog.complete()).isTrue();
    assertThat(changelog.changes())
        .extracting(Changelog.Change::historyId)
        .containsExactlyElementsOf(ids(1, 70));
    assertThat(text(whole)).startsWith(text(searched).replaceAll(",\"changelog\".*", ""));
  }

  @Test
  void isTheSameWhetherTheRestWasStoredOrFetched() {
    IssueDocument searched = searched(30, 70);
    RawChangelog newest = RawChangelog.of(searched);
    IssueDocument merged =
        newest.completedBy(RawChangelog.of(read(stored(1, 45)))).orElseThrow().in(searched);
    IssueDocument fetched =
        newest.completedBy(RawChangelog.whole(bytes(1, 70))).orElseThrow().in(searched);
    assertThat(merged).isEqualTo(fetched);
    assertThat(RawChangelog.of(merged).isWhole()).isTrue();
    assertThat(RawChangelog.of(merged).size()).isEqualTo(70);
  }

  @Test
  void leavesOutWhatCameAfterTheIssueWasFound() {
    IssueDocument searched = searched(30, 70);
    RawChangelog later = RawChangelog.whole(bytes(1, 72));
    assertThat(
            changelog(RawChangelog.of(searched).completedBy(later).orElseThrow().in(searched))
                .changes())
        .extracting(Changelog.Change::historyId)
        .endsWith("70");
  }

  @Test
  void keepsTheTimesOfTheSearchWhereTheBulkTellsSecondsOnly() {
    IssueDocument searched = searched(2, 3);
    List<byte[]> bulk =
        IntStream.rangeClosed(1, 3)
            .mapToObj(i ->
                """
                {"id":"%d","created":%d,"items":[{"field":"status","to":"1"}]}\
                """
                    .formatted(i, 1_704_067_200L + i)
                    .getBytes(UTF_8))
            .toList();
    Changelog changelog =
        changelog(
            RawChangelog.of(searched)
                .completedBy(RawChangelog.whole(bulk))
                .orElseThrow()
                .in(searched));
    assertThat(changelog.changes())
        .extracting(change -> change.at().toString())
        .containsExactly(
            "2024-01-01T00:00:01Z", "2024-01-01T00:00:02.500Z", "2024-01-01T00:00:03.500Z");
  }

  @Test
  void isNoWholeWhereTheTwoDoNotMeetOrTheOtherIsCutItself() {
    RawChangelog newest = RawChangelog.of(searched(60, 99));
    assertThat(newest.completedBy(RawChangelog.of(read(stored(1, 45))))).isEmpty();
    assertThat(newest.completedBy(newest)).isEmpty();
    assertThat(newest.completedBy(RawChangelog.whole(List.of()))).isEmpty();
    assertThat(newest.completedBy(RawChangelog.of(read(ISSUE)))).isEmpty();
  }

  @Test
  void isNoWholeWhileJiraTellsOfMore() {
    String json = document(30, 70, "\"startAt\":0,\"maxResults\":40,\"total\":71,");
    RawChangelog newest = RawChangelog.of(read(json));
    assertThat(newest.completedBy(RawChangelog.whole(bytes(1, 70)))).isEmpty();
    assertThat(newest.completedBy(RawChangelog.whole(bytes(0, 70)))).isPresent();
  }

  @Test
  void keepsWhatIsKnownAndSaysThatSomeIsMissing() {
    IssueDocument searched = searched(60, 99);
    IssueDocument cut =
        RawChangelog.of(searched).besides(RawChangelog.of(read(stored(1, 45)))).in(searched);
    assertThat(changelog(cut).histories()).isEqualTo(85);
    assertThat(changelog(cut).complete()).isFalse();
    assertThat(RawChangelog.of(cut).isWhole()).isFalse();
  }

  @Test
  void doubtsAFullPageWhateverItsTotal() {
    assertThat(changelog(searched(1, 39)).mayBeCut()).isFalse();
    assertThat(changelog(searched(1, 40)).mayBeCut()).isTrue();
    String told = document(1, 40, "\"startAt\":0,\"maxResults\":40,\"total\":40,");
    assertThat(changelog(read(told)).mayBeCut()).isTrue();
    assertThat(changelog(read(ISSUE)).mayBeCut()).isFalse();
  }

  @Test
  void readsHistoriesWithoutAnIdToo() {
    String history = "{\"created\":\"2024-01-01T00:00:00.000+0000\",\"items\":[]}";
    IssueDocument odd = read(with("\"histories\":[" + history + "," + history + ",{}]"));
    assertThat(RawChangelog.of(odd).size()).isEqualTo(2);
  }

  private static Changelog changelog(IssueDocument document) {
    return Samples.readJson(text(document)).changelog();
  }

  private static String text(IssueDocument document) {
    return new String(document.json(), UTF_8);
  }

  private static IssueDocument read(String json) {
    return Samples.document(json);
  }

  /** As Cloud's search gives it: newest first, its total that of the page. */
  private static IssueDocument searched(int from, int to) {
    return read(document(from, to, ""));
  }

  private static String stored(int from, int to) {
    return document(from, to, "\"isLast\":true,");
  }

  private static String document(int from, int to, String head) {
    List<String> newestFirst = new ArrayList<>(histories(from, to));
    Collections.reverse(newestFirst);
    String all = String.join(",", newestFirst);
    String page = head.isEmpty() ? "\"total\":%d,".formatted(Math.min(to - from + 1, 40)) : head;
    return with(page + "\"histories\":[" + all + "]");
  }

  private static String with(String changelog) {
    return ISSUE.substring(0, ISSUE.length() - 1) + ",\"changelog\":{" + changelog + "}}";
  }

  private static List<byte[]> bytes(int from, int to) {
    return histories(from, to).stream().map(json -> json.getBytes(UTF_8)).toList();
  }

  private static List<String> histories(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(i ->
            """
            {"id":"%d","created":"2024-01-01T00:%02d:%02d.500+0000","items":[{"field":"status","to":"%d"}]}\
            """
                .formatted(i, i / 60, i % 60, i))
        .toList();
  }

  private static List<String> ids(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).collect(Collectors.toList());
  }
}
