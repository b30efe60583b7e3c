package io.issuestream.integration.sync;

import io.issuestream.contracts.sync.SyncProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a request, project by project.
 *
 * @param dispatched whose sync is asked for
 * @param alreadyRunning that are being synced, as far as is asked for
 * @param skipped the others that were meant
 */
record Dispatch(
    List<ProjectProgress> dispatched, List<String> alreadyRunning, List<Skipped> skipped) {

  /** A project that is not synced, and why, in a sentence for the team admin. */
  record Skipped(String project, String reason) {}

  /**
   * Sorts a team's projects.
   *
   * @param known every project the team tracks or once tracked
   * @param forgottenAfter a run not heard of for so long does not count as running
   */
  static Dispatch of(
      SyncRequests.Request request,
      List<ProjectProgress> known,
      Instant now,
      Duration forgottenAfter) {
    var dispatch = new Dispatch(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    List<ProjectProgress> meant = known.stream().filter(request::means).toList();
    for (ProjectProgress one : meant) {
      dispatch.add(request, one, one.running(now, forgottenAfter));
    }
    String asked = request.resourceId();
    if (asked != null && meant.isEmpty()) {
      dispatch.skipped.add(new Skipped(asked, "The team does not track this project."));
    }
    return dispatch;
  }

  private void add(SyncRequests.Request request, ProjectProgress one, boolean running) {
    String key = one.project().jiraProjectKey();
    if (!one.project().active()) {
      if (request.resourceId() != null) {
        skipped.add(
            new Skipped(key, "The project was deselected. Select it again to have it synced."));
      }
    } else if (running && covers(one.progress(), request)) {
      alreadyRunning.add(key);
    } else {
      dispatched.add(one);
    }
  }

  /** Whether a run that goes on reads what is asked for; if not, another is to follow it. */
  private static boolean covers(@Nullable SyncProgress run, SyncRequests.Request request) {
    return run != null && (run.full() || (!request.wantsAll() && request.since() == null));
  }
}
