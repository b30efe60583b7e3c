package io.issuestream.sync.intake;

import io.issuestream.contracts.sync.SyncStage;
import io.issuestream.sync.run.RunProgress;
import io.issuestream.sync.run.SyncRun;
import io.issuestream.sync.run.SyncRuns;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Ends runs from outside; the worker on it notices at its next page. To be called in a transaction.
 */
@Component
class RunStops {

  private final SyncRuns runs;
  private final RunProgress progress;

  RunStops(SyncRuns runs, RunProgress progress) {
    this.runs = runs;
    this.progress = progress;
  }

  Mono<Void> deselected(String teamId, String projectId) {
    return runs.active(teamId, projectId)
        .flatMap(run -> end(run, SyncStage.CANCELLED, "The project was deselected."));
  }

  /**
   * A connection ended.
   *
   * @param reason why, in words for the team admin
   */
  Mono<Void> disconnected(String teamId, String connectionId, @Nullable String reason) {
    return runs.activeOf(teamId, connectionId)
        .flatMapMany(Flux::fromIterable)
        .concatMap(run ->
            end(
                run,
                SyncStage.FAILED,
                reason == null
                    ? "The Jira connection was removed or no longer works. Reconnect Jira."
                    : reason))
        .then();
  }

  private Mono<Void> end(SyncRun run, SyncStage stage, String why) {
    return runs.end(run, stage, why, 0).flatMap(progress::failed);
  }
}
