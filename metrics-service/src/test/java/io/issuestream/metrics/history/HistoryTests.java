package io.issuestream.metrics.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.Samples;
import io.issuestream.contracts.issue.IssueState;
import io.issuestream.contracts.issue.IssueUpserted;
import io.issuestream.contracts.issue.StatusCategory;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTests {

  @Test
  void keepsAPastAsItIs() {
    for (String variant : List.of("", ".done", ".minimal")) {
      IssueHistory history = IssueHistories.of(sample(variant));
      assertThat(kept(history)).isEqualTo(history);
    }
    IssueHistory bare = IssueBuilder.created(1, "2026-01-01T00:00:00Z").history();
    assertThat(kept(bare)).isEqualTo(bare);
  }

  @Test
  void keepsAPastShort() {
    IssueHistory history = IssueHistories.of(sample(""));
    assertThat(HistoryJson.write(history)).hasSizeLessThan(450);
    assertThat(HistoryJson.write(history))
        .contains("\"moves\":[[1770804000000,[],[41]],[1771833600000,[41],[42]]]");
  }

  @Test
  void knowsEverySprintAnIssueTouched() {
    IssueHistory history =
        IssueBuilder.created(1, "2026-01-01T00:00:00Z")
            .with(null, null, 3)
            .enters(5, "2026-01-02T00:00:00Z")
            .leaves(5, "2026-01-03T00:00:00Z")
            .history();
    assertThat(history.sprintIds()).containsExactly(3L);
    assertThat(history.touchedSprints()).containsExactly(3L, 5L);
  }

  @Test
  void believesThePresentWhereTheChangelogDisagrees() {
    var state =
        IssueBuilder.created(1, "2026-01-01T00:00:00Z")
            .becomes(StatusCategory.UNKNOWN, "2026-01-02T00:00:00Z")
            .with(StatusCategory.DONE)
            .state();
    IssueHistory history = IssueHistories.of(state);
    assertThat(history.doneAt(Instant.parse("2026-01-02T00:00:00Z"))).isTrue();
    assertThat(history.doneAt(Instant.parse("2026-01-01T23:59:59Z"))).isFalse();
  }

  @Test
  void takesTheResolutionDateOfAnIssueThatWasImportedDone() {
    IssueHistory history =
        IssueBuilder.created(1, "2026-01-01T00:00:00Z")
            .with(StatusCategory.DONE)
            .resolved("2026-02-01T00:00:00Z")
            .history();
    assertThat(history.doneAt(Instant.parse("2026-01-15T00:00:00Z"))).isFalse();
    assertThat(history.doneSince(Instant.MAX)).isEqualTo("2026-02-01T00:00:00Z");
  }

  @Test
  void countsDoneFromTheLastEntryThatStands() {
    IssueHistory history =
        IssueBuilder.created(1, "2026-01-01T00:00:00Z")
            .becomes(StatusCategory.DONE, "2026-01-02T00:00:00Z")
            .becomes(StatusCategory.TODO, "2026-01-03T00:00:00Z")
            .becomes(StatusCategory.DONE, "2026-01-04T00:00:00Z")
            .becomes(StatusCategory.DONE, "2026-01-05T00:00:00Z")
            .history();
    assertThat(history.doneSince(Instant.MAX)).isEqualTo("2026-01-04T00:00:00Z");
    assertThat(history.doneSince(Instant.parse("2026-01-02T12:00:00Z")))
        .isEqualTo("2026-01-02T00:00:00Z");
  }

  @Test
  void saysWhenAnIssueWasInASprint() {
    IssueHistory back =
        IssueBuilder.created(1, "2026-01-01T00:00:00Z")
            .with(null, null, 7)
            .leaves(7, "2026-01-02T00:00:00Z")
            .enters(7, "2026-01-03T00:00:00Z")
            .history();
    assertThat(Stay.of(back, 7))
        .containsExactly(
            new Stay(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-02T00:00:00Z")),
            new Stay(Instant.parse("2026-01-03T00:00:00Z"), null));
    assertThat(Stay.of(back, 8)).isEmpty();
  }

  private static IssueHistory kept(IssueHistory history) {
    return HistoryJson.read(HistoryJson.write(history));
  }

  private static IssueState sample(String variant) {
    String type = "io.issuestream.jira.issue.upserted.v1";
    return Samples.mapper().readValue(Samples.json(type + variant), IssueUpserted.class).issue();
  }
}
