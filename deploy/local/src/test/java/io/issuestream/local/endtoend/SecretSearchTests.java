package io.issuestream.local.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretSearchTests {
  private static final String SECRET = "s3cret/of+the house~";
  private static final String LONG =
      "begin." + "abcdefghijklmnopqrstuvwxyz0123456789".repeat(9) + ".end";

  private final SecretSearch search =
      new SecretSearch().add("secret", SECRET).add("long one", LONG);

  static Stream<String> forms() {
    byte[] bytes = SECRET.getBytes(UTF_8);
    return Stream.concat(
        Stream.of(
            SECRET,
            URLEncoder.encode(SECRET, UTF_8),
            HexFormat.of().formatHex(bytes),
            HexFormat.of().withUpperCase().formatHex(bytes),
            Base64.getEncoder().encodeToString(bytes),
            Base64.getMimeEncoder(60, new byte[] {'\n'}).encodeToString(bytes)),
        Stream.of("", "a", "ab", "abc", "user:", "{\"token\":\"")
            .flatMap(before ->
                Stream.of("", "\"", "\"}", "xyz")
                    .flatMap(after -> {
                      byte[] whole = (before + SECRET + after).getBytes(UTF_8);
                      return Stream.of(
                          Base64.getEncoder().encodeToString(whole),
                          Base64.getUrlEncoder().withoutPadding().encodeToString(whole));
                    })));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void findsASecretInEveryForm(String form) {
    assertThat(search.in("here", "some text " + form + " more text")).isNotEmpty();
    assertThat(search.in("here", form)).isNotEmpty();
  }

  @Test
  void findsWhatIsLeftOfALongOne() {
    assertThat(search.in("here", "x" + LONG.substring(0, 40) + "...")).isNotEmpty();
    assertThat(search.in("here", "..." + LONG.substring(LONG.length() - 40))).isNotEmpty();
    assertThat(search.in("here", LONG))
        .singleElement()
        .asString()
        .startsWith("here: long one, plain");
  }

  @Test
  void findsNothingElse() {
    assertThat(search.in("here", "s3cret/of+the hose~ " + "x".repeat(500))).isEmpty();
    assertThat(search.in("here", "")).isEmpty();
    assertThat(search.in("here", new byte[1 << 16])).isEmpty();
  }
}
