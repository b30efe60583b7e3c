package io.issuestream.sync.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.jira.IssueDocument;
import io.issuestream.jira.IssuePage;
import io.issuestream.jira.IssueSearch;
import io.issuestream.jira.SearchCursor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class IssueWalkTests {

  private final FakeJira jira = new FakeJira();

  private static IssuePage page(@Nullable String next, long... ids) {
    List<IssueDocument> issues =
        Arrays.stream(ids)
            .mapToObj(id ->
                new IssueDocument("{\"id\":\"%d\"}".formatted(id).getBytes(StandardCharsets.UTF_8)))
            .toList();
    return new IssuePage(
        issues,
        next == null ? null : new SearchCursor(next),
        OptionalLong.empty(),
        0,
        Instant.EPOCH);
  }

  private List<Long> walk(
      boolean tokens,
      long after,
      java.util.function.Function<IssueSearch, Mono<IssuePage>> answers) {
    var walk =
        new IssueWalk(jira.answering(answers), tokens, "project = \"A\"", List.of("*all"), 2);
    return walk.pagesAfter(after)
        .map(IssueWalk.WalkPage::lastId)
        .collectList()
        .blockOptional(Duration.ofSeconds(5))
        .orElseThrow();
  }

  @Test
  void dataCenterIsWalkedByIdAndNeverByOffset() {
    var lasts =
        walk(
            false,
            0,
            search ->
                Mono.just(
                    search.jql().contains("id > 12")
                        ? page(null, 15)
                        : search.jql().contains("id > 5") ? page("2", 9, 12) : page("2", 4, 5)));
    assertThat(lasts).containsExactly(5L, 12L, 15L);
    assertThat(jira.asked()).extracting(IssueSearch::cursor).containsOnlyNulls();
    assertThat(jira.queries().getFirst()).isEqualTo("project = \"A\" ORDER BY id ASC");
  }

  @Test
  void cloudIsWalkedByTokens() {
    walk(true, 0, search -> Mono.just(search.cursor() == null ? page("t1", 4, 5) : page(null, 9)));
    assertThat(jira.queries()).containsOnly("project = \"A\" ORDER BY id ASC");
    assertThat(jira.asked().getLast().cursor()).isEqualTo(new SearchCursor("t1"));
  }

  @Test
  void aResumedWalkBeginsAfterItsCheckpoint() {
    walk(true, 77, search -> Mono.just(page(null, 80)));
    assertThat(jira.queries()).containsExactly("project = \"A\" AND id > 77 ORDER BY id ASC");
  }

  @Test
  void anEmptyProjectIsOnePage() {
    assertThat(walk(false, 0, search -> Mono.just(page(null)))).containsExactly(0L);
  }

  @Test
  void theNextPageIsNotAskedForBeforeItIsWanted() {
    var walk =
        new IssueWalk(
            jira.answering(search -> Mono.just(page("t", 1))),
            true,
            "project = \"A\"",
            List.of("*all"),
            2);
    assertThat(walk.pagesAfter(0).next().blockOptional(Duration.ofSeconds(5))).isPresent();
    assertThat(jira.asked()).hasSize(1);
  }
}
