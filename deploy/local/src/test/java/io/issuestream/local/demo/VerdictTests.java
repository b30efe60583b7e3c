package io.issuestream.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTests {
  private final Verdict verdict = new Verdict("kestrel");

  @Test
  void findsNothingWrongWhenEveryIssueIsStoredOrFailedForAReason() {
    verdict.judge(
        new Accounting(
            10,
            9,
            List.of(new Accounting.Failure("PAY-3", "It has no key.")),
            List.of(),
            List.of(),
            0));

    assertThat(verdict.faults()).isEmpty();
  }

  @Test
  void namesIssuesThatAreNeitherAndFailuresWithoutAReason() {
    verdict.judge(
        new Accounting(
            10,
            7,
            List.of(new Accounting.Failure("PAY-3", " ")),
            List.of("PAY-4"),
            List.of("PAY-5"),
            0));

    assertThat(verdict.faults())
        .hasSize(3)
        .anyMatch(fault -> fault.contains("PAY-4"))
        .anyMatch(fault -> fault.contains("PAY-5"))
        .contains("PAY-3 failed without a reason.");
  }

  @Test
  void onlyNotesIssuesThatAnotherRunLeftBehind() {
    verdict.judge(new Accounting(10, 10, List.of(), List.of(), List.of(), 4));

    assertThat(verdict.faults()).isEmpty();
    assertThat(verdict.notes()).singleElement().asString().contains("4 issues");
  }
}
