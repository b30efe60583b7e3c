package io.issuestream.integration.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HookSignatureTests {

  private static final byte[] SECRET = "It's a Secret to Everybody".getBytes(UTF_8);
  private static final byte[] BODY = "Hello, World!".getBytes(UTF_8);

  /** The values of GitHub's documentation. */
  private static final String SIGNATURE =
      "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

  @Test
  void agreesWithGithubsOwnExample() {
    assertThat(HookSignature.of(BODY, SECRET)).isEqualTo(SIGNATURE);
    assertThat(HookSignature.matches(SIGNATURE, BODY, SECRET)).isTrue();
  }

  @Test
  void refusesAnythingElse() {
    assertThat(HookSignature.matches(null, BODY, SECRET)).isFalse();
    assertThat(HookSignature.matches("", BODY, SECRET)).isFalse();
    assertThat(HookSignature.matches(SIGNATURE.substring(7), BODY, SECRET)).isFalse();
    assertThat(HookSignature.matches(SIGNATURE, "Hello, World?".getBytes(UTF_8), SECRET)).isFalse();
    assertThat(HookSignature.matches(SIGNATURE, BODY, "another".getBytes(UTF_8))).isFalse();
    assertThat(HookSignature.matches(SIGNATURE.replace('7', '8'), BODY, SECRET)).isFalse();
  }

  @Test
  void tellsOneWholeObjectFromAnythingElse() {
    assertThat(JsonDocument.isObject("{\"a\":[1,{}]}".getBytes(UTF_8))).isTrue();
    for (String other : new String[] {"", "[]", "{", "{}{}", "{} x", "payload=%7B%7D", "null"}) {
      assertThat(JsonDocument.isObject(other.getBytes(UTF_8))).as(other).isFalse();
    }
  }
}
