package io.issuestream.metrics.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time an issue spent in a sprint without leaving it.
 *
 * @param from when it entered; its creation where it was created into the sprint
 * @param to when it left; null if it did not
 */
public record Stay(Instant from, @Nullable Instant to) {

  /**
   * The stays of an issue in a sprint by its changelog, oldest first.
   *
   * <p>A sprint that the changelog never names, or names first when the issue left it, was set when
   * the issue was created. An issue that the changelog leaves in a sprint which Jira no longer
   * lists left it unrecorded (the sprint was deleted, say), at the latest when it was last updated.
   */
  public static List<Stay> of(IssueHistory issue, long sprintId) {
    boolean listed = issue.sprintIds().contains(sprintId);
    var stays = new ArrayList<Stay>(1);
    Instant since = startsInside(issue, sprintId, listed) ? issue.created() : null;
    for (SprintMove move : issue.moves()) {
      if (since == null && move.enters(sprintId)) {
        since = move.at();
      } else if (since != null && move.leaves(sprintId)) {
        stays.add(new Stay(since, move.at()));
        since = null;
      }
    }
    if (since != null) {
      stays.add(new Stay(since, listed ? null : issue.updated()));
    }
    return stays;
  }

  private static boolean startsInside(IssueHistory issue, long sprintId, boolean listed) {
    for (SprintMove move : issue.moves()) {
      if (move.enters(sprintId)) {
        return false;
      }
      if (move.leaves(sprintId)) {
        return true;
      }
    }
    return listed;
  }
}
