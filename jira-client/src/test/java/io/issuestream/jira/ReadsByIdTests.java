package io.issuestream.jira;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.jira.FakeJira.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadsByIdTests extends HttpTestBase {

  private static final List<String> FIELDS = List.of("summary");

  /** The index knows issue 1, the server has issue 2 as well, and nobody has issue 3. */
  private void indexIsBehind() {
    server.answers(request ->
        request.uri().endsWith("/search")
            ? Reply.json("{\"issues\":[{\"id\":\"1\",\"key\":\"A-1\"}],\"total\":1}")
            : request.uri().contains("/issue/3")
                ? Reply.status(404, "{}")
                : Reply.json(
                    "{\"id\":\"%s\",\"key\":\"A-9\"}"
                        .formatted(request.uri().contains("/issue/1") ? "1" : "2")));
  }

  @Test
  void dataCenterSaysWhatItKnowsByItsIndexAlone() {
    indexIsBehind();
    IssuesById read = get(dataCenter().issues(List.of(1L, 2L, 3L), FIELDS));
    assertThat(read.issues()).extracting(IssueDocument::keyHint).containsExactly("A-1", "A-9");
    assertThat(read.indexed()).containsExactly(1L);
    assertThat(read.missing()).containsExactly(3L);
  }

  @Test
  void dataCenterIsAskedForEachWhereTheIndexDoesNotDo() {
    indexIsBehind();
    IssuesById read = get(dataCenter().issuesPastIndex(List.of(1L, 2L, 3L), FIELDS));
    assertThat(read.issues()).extracting(IssueDocument::keyHint).containsExactly("A-9", "A-9");
    assertThat(read.indexed()).isEmpty();
    assertThat(read.missing()).containsExactly(3L);
    assertThat(server.asked()).noneMatch(request -> request.uri().endsWith("/search"));
  }

  @Test
  void cloudAnswersManyPastItsIndex() {
    server.answers(
        _ -> Reply.json("{\"issues\":[{\"id\":\"2\",\"key\":\"A-9\"}],\"issueErrors\":[]}"));
    IssuesById read = get(cloud().issuesPastIndex(List.of(1L, 2L), FIELDS));
    assertThat(read.indexed()).isEmpty();
    assertThat(read.missing()).containsExactly(1L);
    assertThat(server.asked()).hasSize(1);
  }
}
