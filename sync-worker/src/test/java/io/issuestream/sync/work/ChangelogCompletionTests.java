package io.issuestream.sync.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.jira.FieldCatalogue;
import io.issuestream.jira.IssueDocument;
import io.issuestream.jira.IssueReader;
import io.issuestream.jira.JiraIssue;
import io.issuestream.jira.JiraKind;
import io.issuestream.jira.RawChangelog;
import io.issuestream.jira.UnreadableIssue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class ChangelogCompletionTests {

  private final Map<Long, IssueDocument> stored = new HashMap<>();
  private final List<Collection<Long>> asked = new ArrayList<>();
  private final List<Long> cut = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private Function<Collection<Long>, Mono<Map<Long, RawChangelog>>> jira = _ -> Mono.just(Map.of());

  private ChangelogCompletion completion(JiraKind kind) {
    return new ChangelogCompletion(
        kind,
        ids -> {
          var found = new HashMap<>(stored);
          found.keySet().retainAll(ids);
          return Mono.just(found);
        },
        ids ->
            Mono.defer(() -> {
              asked.add(List.copyOf(ids));
              return jira.apply(ids);
            }),
        ids -> Mono.fromRunnable(() -> cut.addAll(ids)),
        problem -> Mono.fromRunnable(() -> problems.add(problem)),
        Schedulers.immediate());
  }

  private static Map<Long, IssueDocument> complete(
      ChangelogCompletion completion, ReadDocument... page) {
    return completion.of(List.of(page)).blockOptional(Duration.ofSeconds(5)).orElseThrow();
  }

  @Test
  void leavesShortChangelogsAloneAndLooksNowhere() {
    assertThat(complete(completion(JiraKind.CLOUD), searched(1, 1, 39))).isEmpty();
    assertThat(asked).isEmpty();
  }

  @Test
  void asksNothingWhereTheStoreReachesToTheNewest() {
    stored.put(1L, whole(1, 1, 50));
    var documents = complete(completion(JiraKind.CLOUD), searched(1, 31, 70));
    assertThat(histories(documents.get(1L))).isEqualTo(70);
    assertThat(asked).isEmpty();
    assertThat(problems).isEmpty();
  }

  @Test
  void asksOnceForAllOfAPageThatTheStoreDoesNotReach() {
    stored.put(1L, whole(1, 1, 50));
    stored.put(2L, whole(2, 1, 20));
    jira = ids -> Mono.just(fetched(ids, 70));
    var documents =
        complete(
            completion(JiraKind.CLOUD),
            searched(1, 31, 70),
            searched(2, 31, 70),
            searched(3, 31, 70),
            searched(4, 1, 3));
    assertThat(asked).containsExactly(List.of(2L, 3L));
    assertThat(documents).containsOnlyKeys(1L, 2L, 3L);
    assertThat(documents.values()).allSatisfy(each -> assertThat(histories(each)).isEqualTo(70));
    assertThat(documents.values())
        .allSatisfy(each -> assertThat(read(each).changelog().complete()).isTrue());
    assertThat(cut).isEmpty();
  }

  @Test
  void givesTheSameByTheStoreAndByJira() {
    stored.put(1L, whole(1, 1, 50));
    var merged = complete(completion(JiraKind.CLOUD), searched(1, 31, 70));
    stored.clear();
    jira = ids -> Mono.just(fetched(ids, 72));
    var fetched = complete(completion(JiraKind.CLOUD), searched(1, 31, 70));
    assertThat(merged).isEqualTo(fetched);
  }

  @Test
  void marksWhatItCouldNotCompleteAndLosesNothingKnown() {
    stored.put(1L, whole(1, 1, 20));
    var documents = complete(completion(JiraKind.CLOUD), searched(1, 31, 70), searched(2, 1, 40));
    assertThat(documents).containsOnlyKeys(1L, 2L);
    assertThat(documents.values())
        .allSatisfy(each -> assertThat(read(each).changelog().complete()).isFalse());
    assertThat(histories(documents.get(1L))).isEqualTo(60);
    assertThat(cut).containsExactly(1L, 2L);
    assertThat(problems).singleElement().asString().startsWith("changelogs: ");
  }

  @Test
  void onlySaysSoOnDataCenter() {
    IssueDocument document = document(1, 1, 5, "\"total\":9,");
    assertThat(
            complete(completion(JiraKind.DATA_CENTER), new ReadDocument(read(document), document)))
        .isEmpty();
    assertThat(problems).singleElement().asString().contains("left out histories");
    assertThat(asked).isEmpty();
    assertThat(cut).isEmpty();
  }

  private static Map<Long, RawChangelog> fetched(Collection<Long> ids, int to) {
    return ids.stream()
        .collect(Collectors.toMap(id -> id, id -> RawChangelog.of(whole(id, 1, to))));
  }

  private static int histories(IssueDocument document) {
    return RawChangelog.of(document).size();
  }

  private static ReadDocument searched(long id, int from, int to) {
    IssueDocument document = document(id, from, to, "\"total\":%d,".formatted(to - from + 1));
    return new ReadDocument(read(document), document);
  }

  private static IssueDocument whole(long id, int from, int to) {
    return document(id, from, to, "\"isLast\":true,");
  }

  private static IssueDocument document(long id, int from, int to, String head) {
    String histories =
        IntStream.rangeClosed(from, to)
            .mapToObj(i ->
                """
                {"id":"%d","created":"2024-01-01T00:%02d:%02d.000+0000","items":[{"field":"status","to":"3"}]}\
                """
                    .formatted(i, i / 60, i % 60))
            .collect(Collectors.joining(","));
    return new IssueDocument(
        """
        {"id":"%d","key":"A-%d","fields":{"created":"2024-01-01T10:00:00.000+0000","updated":"2024-01-01T10:00:00.000+0000"},
         "changelog":{%s"histories":[%s]}}\
        """
            .formatted(id, id, head, histories)
            .getBytes(StandardCharsets.UTF_8));
  }

  private static JiraIssue read(IssueDocument document) {
    try {
      return new IssueReader(FieldCatalogue.empty()).read(document);
    } catch (UnreadableIssue unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
