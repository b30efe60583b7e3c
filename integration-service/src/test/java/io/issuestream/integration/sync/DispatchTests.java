package io.issuestream.integration.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.Samples;
import io.issuestream.contracts.sync.SyncProgress;
import io.issuestream.contracts.sync.SyncProgressed;
import io.issuestream.integration.project.SyncStatus;
import io.issuestream.integration.project.TrackedProject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DispatchTests {

  private static final SyncProgress RUN = Samples.read(SyncProgressed.class).progress();
  private static final Instant NOW = RUN.at().plusSeconds(1);

  private final List<ProjectProgress> known =
      List.of(
          project("1", "IDLE", true, SyncStatus.COMPLETE),
          project("2", "BUSY", true, SyncStatus.SYNCING),
          project("3", "FAILED", true, SyncStatus.ERROR),
          project("4", "LEFT", false, SyncStatus.COMPLETE));

  @Test
  void asksForAllThatAreTrackedAndNotUnderWay() {
    Dispatch dispatch = dispatch(null, null, null);
    assertThat(keys(dispatch)).containsExactly("IDLE", "FAILED");
    assertThat(dispatch.alreadyRunning()).containsExactly("BUSY");
    assertThat(dispatch.skipped()).as("nobody meant those that were deselected").isEmpty();
  }

  @Test
  void saysWhyAProjectThatWasNamedIsSkipped() {
    assertThat(dispatch("left", null, null).skipped())
        .containsExactly(
            new Dispatch.Skipped(
                "LEFT", "The project was deselected. Select it again to have it synced."));
    assertThat(dispatch("9", null, null).skipped())
        .containsExactly(new Dispatch.Skipped("9", "The team does not track this project."));
  }

  @Test
  void anotherRunFollowsOneThatReadsLessThanIsAskedFor() {
    assertThat(RUN.full()).isTrue();
    assertThat(dispatch("BUSY", true, null).alreadyRunning()).containsExactly("BUSY");
    List<ProjectProgress> incremental =
        List.of(new ProjectProgress(known.get(1).project(), incremental()));
    assertThat(dispatch(incremental, "2", true, null).dispatched()).hasSize(1);
    assertThat(dispatch(incremental, "2", null, NOW.minusSeconds(9)).dispatched()).hasSize(1);
    assertThat(dispatch(incremental, "2", null, null).alreadyRunning()).containsExactly("BUSY");
  }

  private Dispatch dispatch(
      @Nullable String resource, @Nullable Boolean full, @Nullable Instant since) {
    return dispatch(known, resource, full, since);
  }

  private static Dispatch dispatch(
      List<ProjectProgress> known,
      @Nullable String resource,
      @Nullable Boolean full,
      @Nullable Instant since) {
    return Dispatch.of(
        new SyncRequests.Request("project", resource, full, since),
        known,
        NOW,
        Duration.ofMinutes(15));
  }

  private static List<String> keys(Dispatch dispatch) {
    return dispatch.dispatched().stream().map(one -> one.project().jiraProjectKey()).toList();
  }

  private static ProjectProgress project(String id, String key, boolean active, SyncStatus status) {
    return new ProjectProgress(
        new TrackedProject("kestrel", id, "c-1", key, key, active, 1, status, NOW, null, null),
        RUN);
  }

  private static SyncProgress incremental() {
    return new SyncProgress(
        RUN.runId(),
        RUN.connectionId(),
        RUN.jiraProjectId(),
        RUN.jiraProjectKey(),
        RUN.trigger(),
        false,
        RUN.stage(),
        RUN.total(),
        RUN.fetched(),
        RUN.created(),
        RUN.updated(),
        RUN.unchanged(),
        RUN.failed(),
        RUN.deleted(),
        RUN.apiCallsCount(),
        RUN.syncDurationMs(),
        RUN.ratePerSecond(),
        RUN.attempt(),
        RUN.startedAt(),
        RUN.at(),
        RUN.lastSyncAt(),
        null,
        null,
        RUN.endOffsets(),
        RUN.coverage());
  }
}
