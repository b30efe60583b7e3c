package io.issuestream.integration.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.Samples;
import io.issuestream.contracts.sync.SyncCompleted;
import io.issuestream.contracts.sync.SyncFailed;
import io.issuestream.contracts.sync.SyncProgress;
import io.issuestream.contracts.sync.SyncProgressed;
import io.issuestream.integration.project.SyncStatus;
import io.issuestream.integration.project.TrackedProject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProjectProgressTests {

  private static final Instant LAST = Instant.parse("2026-03-02T09:00:00Z");
  private static final Duration QUARTER = Duration.ofMinutes(15);

  private static ProjectProgress of(SyncStatus status, @Nullable SyncProgress progress) {
    return new ProjectProgress(
        new TrackedProject(
            "kestrel", "10010", "c-1", "ROVER", "Rover", true, 1, status, LAST, null, null),
        progress);
  }

  @Test
  void aFailedRunThatIsTriedAgainIsNoError() {
    SyncProgress failed = Samples.read(SyncFailed.class).progress();
    assertThat(failed.nextAttemptAt()).isNotNull();
    assertThat(ProjectProgress.statusOf(failed)).isEqualTo(SyncStatus.PENDING);
  }

  @Test
  void tellsThePercentageOnlyWhereItIsKnown() {
    SyncProgress running = Samples.read(SyncProgressed.class).progress();
    assertThat(of(SyncStatus.SYNCING, running).percentage()).isEqualTo(41);
    assertThat(of(SyncStatus.PENDING, running).percentage()).isNull();
    assertThat(of(SyncStatus.PENDING, null).percentage()).isNull();
    assertThat(of(SyncStatus.COMPLETE, Samples.read(SyncCompleted.class).progress()).percentage())
        .isEqualTo(100);
  }

  @Test
  void aRunNotHeardOfForLongDoesNotCountAsRunning() {
    SyncProgress running = Samples.read(SyncProgressed.class).progress();
    var project = of(SyncStatus.SYNCING, running);
    assertThat(project.running(running.at().plusSeconds(1), QUARTER)).isTrue();
    assertThat(project.running(running.at().plus(QUARTER), QUARTER)).isFalse();
    assertThat(of(SyncStatus.PENDING, running).running(running.at(), QUARTER)).isFalse();
  }

  @Test
  void saysWhenTheNextRunIsDue() {
    assertThat(of(SyncStatus.COMPLETE, null).nextRunAt(QUARTER)).isEqualTo(LAST.plus(QUARTER));
    assertThat(of(SyncStatus.COMPLETE, null).nextRunAt(Duration.ZERO)).isNull();
  }

  @Test
  void theMostPressingStateIsTheOverallOne() {
    assertThat(SyncView.of(false, List.of(), QUARTER).status()).isEqualTo("not_connected");
    assertThat(SyncView.of(true, List.of(), QUARTER).status()).isEqualTo("idle");
    var complete = of(SyncStatus.COMPLETE, null);
    assertThat(SyncView.of(true, List.of(complete), QUARTER).status()).isEqualTo("complete");
    assertThat(SyncView.of(true, List.of(complete, of(SyncStatus.PENDING, null)), QUARTER).status())
        .isEqualTo("pending");
    assertThat(
            SyncView.of(
                    true,
                    List.of(of(SyncStatus.ERROR, null), of(SyncStatus.SYNCING, null)),
                    QUARTER)
                .status())
        .isEqualTo("syncing");
  }
}
