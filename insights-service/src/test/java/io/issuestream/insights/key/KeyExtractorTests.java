package io.issuestream.insights.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.issuestream.contracts.Samples;
import io.issuestream.contracts.code.PullRequestCommit;
import io.issuestream.contracts.code.PullRequestPhase;
import io.issuestream.contracts.code.PullRequestState;
import io.issuestream.contracts.code.PullRequestUpserted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyExtractorTests {

  @Test
  void saysWhereEachKeyStands() {
    assertThat(KeyExtractor.keysOf(Samples.read(PullRequestUpserted.class).pullRequest()))
        .containsExactly(
            new NamedKey(
                "ROVER-112", Set.of(KeySource.TITLE, KeySource.BRANCH, KeySource.COMMITS)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          ABC-123                             | ABC-123
          [ABC-123] Fix it                    | ABC-123
          ABC-123: fix, ABC-124 too           | ABC-123,ABC-124
          (ABC-123), see ABC-9.               | ABC-123,ABC-9
          https://jira.test/browse/ABC-1?x=y  | ABC-1
          https://jira.test/browse/abc-1      | ABC-1
          修复ABC-123的问题                     | ABC-123
          A_B2-7                              | A_B2-7,B2-7
          see_ABC-7_now                       | ABC-7
          ALOY-858b fixes it                  | ALOY-858
          Revert "ABC-12"                     | ABC-12
          UTF-8 and SHA-256                   | SHA-256,UTF-8
          abc-123                             | none
          step-2 of Phase-3                   | none
          xABC-123                            | none
          fooABC-123                          | none
          ABC-123xy                           | none
          ABC-1.2                             | none
          ABC-012                             | none
          ABC-12345678901                     | none
          A-1                                 | none
          1AB-2                               | none
          ABC--1                              | none
          ABC -1                              | none
          -                                   | none
          """)
  void readsProse(String title, @Nullable String keys) {
    assertThat(keys(pullRequest(title, null, null)))
        .isEqualTo(keys == null ? List.of() : List.of(keys.split(",")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          feature/aloy-12-foo        | ALOY-12
          ALOY-1144c                 | ALOY-1144
          aloy-1122Fix               | ALOY-1122
          ALOY-503_2                 | ALOY-503
          fix_aloy-12                | ALOY-12,FIX_ALOY-12
          bugfix/ABC-1-ABC-2         | ABC-1,ABC-2
          revert-534-ALOY-1122       | ALOY-1122,REVERT-534
          release/6.0.x              | none
          master                     | none
          """)
  void readsBranchesInEitherCase(String branch, @Nullable String keys) {
    assertThat(keys(pullRequest(null, branch, null)))
        .isEqualTo(keys == null ? List.of() : List.of(keys.split(",")));
  }

  @Test
  void readsNothingWhereThereIsNothing() {
    assertThat(keys(pullRequest(null, null, null))).isEmpty();
  }

  @Test
  void readsLongAndHostileTextInNoTime() {
    for (String part : List.of("A", "A_", "-", "A-", "A-1", "_", "AB-1", "1-", "AB-12345678901")) {
      String text = part.repeat(2 * 1024 * 1024 / part.length());
      assertTimeout(
          Duration.ofSeconds(5),
          () -> assertThat(KeyExtractor.keysOf(pullRequest(text, text, text))).hasSizeLessThan(10),
          part);
    }
  }

  @Test
  void keepsABoundedNumberOfKeys() {
    var body = new StringBuilder();
    for (int number = 1; number < 5000; number++) {
      body.append("ABC-").append(number).append(' ');
    }
    assertThat(KeyExtractor.keysOf(pullRequest("XYZ-1", null, body.toString())))
        .hasSize(KeyExtractor.MAX_KEYS);
  }

  @Test
  void keepsSourcesInANumber() {
    for (int mask = 0; mask < 16; mask++) {
      assertThat(KeySource.mask(KeySource.of(mask))).isEqualTo((short) mask);
    }
  }

  private static List<String> keys(PullRequestState pullRequest) {
    return KeyExtractor.keysOf(pullRequest).stream().map(NamedKey::key).toList();
  }

  private static PullRequestState pullRequest(
      @Nullable String title, @Nullable String branch, @Nullable String body) {
    Instant at = Instant.parse("2026-03-01T10:00:00Z");
    return new PullRequestState(
        "o/r#1",
        "o/r",
        1,
        title,
        body,
        branch,
        "main",
        PullRequestPhase.OPEN,
        false,
        null,
        at,
        at,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.<PullRequestCommit>of());
  }
}
