package io.issuestream.local.bench;

import io.issuestream.local.demo.ProjectSync;
import java.time.Duration;
import java.util.List;

/**
 * One sync through the whole pipeline, timed from the choice of the project.
 *
 * @param stored until the last issue was committed to sync-worker's store
 * @param published until {@code SyncCompleted}: every event had left
 * @param measured until the last sprint, flow and insight was worked out
 */
record Trial(
    long issues,
    Duration stored,
    Duration published,
    Duration measured,
    ProjectSync.Run run,
    List<Costs.Spent> spent) {

  double perSecond(Duration time) {
    return issues / (time.toNanos() / 1e9);
  }
}
