package io.issuestream.integration.pullrequest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GithubTextTests {

  @Test
  void cutsByBytesAndNeverWithinACharacter() {
    assertThat(GithubText.clean("abcdef", 4)).isEqualTo("abcd");
    assertThat(GithubText.clean("aé€😀", 10)).isEqualTo("aé€😀");
    assertThat(GithubText.clean("aé€😀", 9)).isEqualTo("aé€");
    assertThat(GithubText.clean("aé€😀", 5)).isEqualTo("aé");
    assertThat(GithubText.utf8Length("aé€😀")).isEqualTo("aé€😀".getBytes(UTF_8).length);
  }

  @Test
  void leavesNothingThatCannotBeKeptOrSent() {
    assertThat(GithubText.clean("a\u0000b\u0007c\nd\te\r", 100))
        .isEqualTo("a\uFFFDb\uFFFDc\nd\te\r");
    String half = "x\uD83D";
    assertThat(GithubText.clean(half, 100)).isEqualTo("x\uFFFD");
    assertThat(GithubText.clean("\uDE00y", 100)).isEqualTo("\uFFFDy");
  }
}
