package io.issuestream.sync.issue;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.issue.IssueMoved;
import io.issuestream.contracts.issue.IssueUpserted;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptanceTests {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private static ReadIssue read(String key, Instant updated, String summary) {
    var state = SampleIssues.state(key, updated, summary);
    return new ReadIssue(state, ContentHash.of(state), new byte[0], 0);
  }

  private static StoredIssue stored(ReadIssue read, long revision, long epoch, int rank) {
    return new StoredIssue(
        read.state().id(),
        read.state().key(),
        read.state().formerKeys(),
        revision,
        read.hash(),
        read.state().updated(),
        epoch,
        rank);
  }

  @Test
  void anUnknownIssueGetsItsFirstRevision() {
    var verdict =
        (Acceptance.Changed) Acceptance.of("t", null, read("A-1", NOON, "x"), 1, Issues.BY_SEARCH);
    assertThat(verdict.created()).isTrue();
    assertThat(verdict.event()).isInstanceOf(IssueUpserted.class);
    assertThat(verdict.event().revision()).isEqualTo(1);
  }

  @Test
  void theSameContentIsUnchanged() {
    ReadIssue issue = read("A-1", NOON, "x");
    assertThat(Acceptance.of("t", stored(issue, 4, 1, 0), issue, 2, 0))
        .isInstanceOf(Acceptance.Unchanged.class);
  }

  @Test
  void otherContentGetsTheNextRevision() {
    ReadIssue issue = read("A-1", NOON.plusSeconds(1), "y");
    var verdict =
        (Acceptance.Changed)
            Acceptance.of("t", stored(read("A-1", NOON, "x"), 4, 1, 0), issue, 1, 0);
    assertThat(verdict.created()).isFalse();
    assertThat(verdict.event().revision()).isEqualTo(5);
  }

  @Test
  void anOlderReadIsRefused() {
    ReadIssue newer = read("A-1", NOON.plusSeconds(1), "y");
    assertThat(Acceptance.of("t", stored(newer, 4, 1, 0), read("A-1", NOON, "x"), 9, 1))
        .isInstanceOf(Acceptance.Stale.class);
  }

  @Test
  void atTheSameMomentTheLaterEpochDecides() {
    ReadIssue newer = read("A-1", NOON, "y");
    ReadIssue other = read("A-1", NOON, "x");
    assertThat(Acceptance.of("t", stored(newer, 4, 7, 0), other, 6, 0))
        .isInstanceOf(Acceptance.Stale.class);
    assertThat(Acceptance.of("t", stored(newer, 4, 7, 0), other, 8, 0))
        .isInstanceOf(Acceptance.Changed.class);
  }

  @Test
  void atTheSameMomentASearchCannotContradictAReadById() {
    ReadIssue newer = read("A-1", NOON, "y");
    ReadIssue other = read("A-1", NOON, "x");
    StoredIssue byId = stored(newer, 4, 7, Issues.BY_ID);
    assertThat(Acceptance.of("t", byId, other, 7, Issues.BY_SEARCH))
        .isInstanceOf(Acceptance.Disputed.class);
    assertThat(Acceptance.of("t", byId, other, 8, Issues.BY_SEARCH))
        .as("nor under a later lease")
        .isInstanceOf(Acceptance.Disputed.class);
    assertThat(Acceptance.of("t", byId, newer, 8, Issues.BY_SEARCH))
        .as("what says the same is no dispute")
        .isInstanceOf(Acceptance.Unchanged.class);
    assertThat(Acceptance.of("t", byId, other, 7, Issues.BY_ID))
        .isInstanceOf(Acceptance.Changed.class);
  }

  @Test
  void aNewKeyIsAMoveAndKeepsTheOldOnes() {
    ReadIssue before = read("A-1", NOON, "x");
    ReadIssue after = read("B-9", NOON.plusSeconds(5), "x");
    var verdict = (Acceptance.Changed) Acceptance.of("t", stored(before, 1, 1, 0), after, 1, 0);
    assertThat(verdict.event()).isInstanceOf(IssueMoved.class);
    assertThat(verdict.event().issue().formerKeys()).containsExactly("A-1");
  }

  @Test
  void formerKeysOnceKnownStay() {
    ReadIssue issue =
        read("B-9", NOON, "x")
            .with(FormerKeys.of(SampleIssues.state("B-9", NOON, "x"), List.of("A-1")));
    assertThat(Acceptance.of("t", stored(issue, 2, 1, 0), read("B-9", NOON, "x"), 1, 0))
        .isInstanceOf(Acceptance.Unchanged.class);
  }
}
