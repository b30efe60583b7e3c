package io.issuestream.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchAnswerTests {

  @Test
  void cutsIssuesOutByteForByte() {
    List<String> issues =
        List.of(
            "{\"id\":\"1\",\"key\":\"A-1\",\"fields\":{\"summary\":\"}],{ \\\"ü测😀\"}}",
            "{ \"id\" : 2 ,\n \"key\":\"A-2\" }",
            "{}",
            "null",
            "\"text\"",
            "17",
            "[ ]");
    SearchAnswer page =
        cut(
            " {\"expand\":\"é\",\"names\":{\"issues\":[1]},\"issues\":[ "
                + String.join(" ,\n\t", issues)
                + " ],\"isLast\":false,\"nextPageToken\":\"tök\"}\n");
    assertThat(page.issues())
        .extracting(i -> new String(i.json(), StandardCharsets.UTF_8))
        .containsExactlyElementsOf(issues);
    assertThat(page.token()).isEqualTo("tök");
    assertThat(page.total()).isEmpty();
    assertThat(page.issues().get(0).keyHint()).isEqualTo("A-1");
    assertThat(page.issues().get(1).idHint()).hasValue(2);
    assertThat(page.issues().get(2).keyHint()).isNull();
    assertThat(page.issues().get(3).idHint()).isEmpty();
  }

  @Test
  void cutsPagesLargerThanAnyBuffer() {
    String filler = "x".repeat(100_000);
    StringBuilder json = new StringBuilder("{\"issues\":[");
    for (int i = 0; i < 50; i++) {
      json.append(i == 0 ? "" : ",").append("{\"id\":").append(i);
      json.append(",\"key\":\"A-").append(i).append("\",\"t\":\"").append(filler).append("\"}");
    }
    SearchAnswer page = cut(json.append("],\"total\":50}").toString());
    assertThat(page.issues()).hasSize(50);
    assertThat(page.issues().getLast().keyHint()).isEqualTo("A-49");
    assertThat(page.issues()).allMatch(i -> i.json()[i.size() - 1] == '}');
    assertThat(page.total()).hasValue(50);
  }

  @Test
  void takesAnEmptyTokenForNone() {
    assertThat(cut("{\"issues\":[],\"nextPageToken\":\"\"}").token()).isNull();
    assertThat(cut("{\"issues\":[],\"nextPageToken\":null}").token()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"issues\":[{\"id\":1},{\"id\"",
        "{\"issues\":[{\"id\":1}",
        "{\"issues\":[{\"id\":1}]",
        "{\"issues\":[{\"id\":1}],\"tot",
        "{\"isLast\":true}",
        "{\"issues\":{}}",
        "[]",
        "{\"issues\":[nul]}"
      })
  void refusesTornAndForeignAnswers(String json) {
    assertThatThrownBy(() -> cut(json))
        .isInstanceOf(JiraFailure.AnswerUnreadable.class)
        .hasMessageContaining("/search");
  }

  private static SearchAnswer cut(String json) {
    return SearchAnswer.cut(new JiraAnswer("/search", json.getBytes(StandardCharsets.UTF_8), null));
  }
}
