package io.issuestream.insights.issue;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.Samples;
import io.issuestream.contracts.issue.IssueUpserted;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IssueTimesTests {

  @Test
  void readsWhenWorkBeganAndEnded() {
    assertThat(IssueTimes.of(Samples.read(IssueUpserted.class, "done").issue()))
        .isEqualTo(
            new IssueTimes(
                null,
                Instant.parse("2026-02-24T09:30:00Z"),
                Instant.parse("2026-03-03T16:40:00Z")));
  }

  @Test
  void knowsSinceWhenAnIssueIsInProgress() {
    Instant start = Instant.parse("2026-02-24T09:30:00Z");
    assertThat(IssueTimes.of(Samples.read(IssueUpserted.class).issue()))
        .isEqualTo(new IssueTimes(start, start, null));
  }

  @Test
  void knowsNothingWithoutAChangelog() {
    assertThat(IssueTimes.of(Samples.read(IssueUpserted.class, "minimal").issue()))
        .isEqualTo(new IssueTimes(null, null, null));
  }
}
