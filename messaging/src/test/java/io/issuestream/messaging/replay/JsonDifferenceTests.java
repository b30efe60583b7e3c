package io.issuestream.messaging.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonDifferenceTests {

  @Test
  void namesTheSmallestPartsThatDiffer() {
    assertThat(
            parts(
                "{\"data\":{\"a\":{\"b\":1,\"c\":2},\"list\":[1,2]},\"same\":1}",
                "{\"data\":{\"a\":{\"b\":1,\"c\":3},\"list\":[2,1]},\"same\":1}"))
        .containsExactly(
            new JsonDifference("data.a.c", "2", "3"),
            new JsonDifference("data.list", "[1,2]", "[2,1]"));
  }

  @Test
  void tellsAbsentFromEmpty() {
    assertThat(parts("{\"a\":null,\"b\":\"\"}", "{\"a\":\"\",\"c\":\"x\"}"))
        .containsExactly(
            new JsonDifference("a", null, ""),
            new JsonDifference("b", "", null),
            new JsonDifference("c", null, "x"));
  }

  @Test
  void looksIntoTextThatIsJson() {
    assertThat(parts("{\"event\":\"{\\\"a\\\":1}\"}", "{\"event\":\"{\\\"a\\\":2}\"}"))
        .containsExactly(new JsonDifference("event.a", "1", "2"));
  }

  @Test
  void isOneDifferenceWhereARowIsMissing() {
    Difference missing = Difference.read("issue", "kestrel", "{\"issue_id\":7}", null, "{\"a\":1}");
    assertThat(missing.parts()).containsExactly(new JsonDifference("(row)", null, "{\"a\":1}"));
    assertThat(missing.lines())
        .containsExactly("issue  kestrel  issue_id=7  (row): live (none), rebuilt {\"a\":1}");
  }

  private static List<JsonDifference> parts(String live, String rebuilt) {
    return Difference.read("t", "kestrel", "{}", live, rebuilt).parts();
  }
}
