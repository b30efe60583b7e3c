package io.issuestream.metrics.ledger;

import io.issuestream.metrics.history.IssueHistory;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sprints that issues name, to tell which of them came later. */
public final class Sprints {

  /** None is known; their numbers tell the order. */
  public static final Sprints UNKNOWN = new Sprints(Map.of());

  private final Map<Long, SprintWindow> windows;

  private Sprints(Map<Long, SprintWindow> windows) {
    this.windows = windows;
  }

  /** These sprints. */
  public static Sprints of(Iterable<SprintWindow> windows) {
    var byId = new HashMap<Long, SprintWindow>();
    windows.forEach(window -> byId.put(window.sprintId(), window));
    return new Sprints(byId);
  }

  /** A sprint, or null if it is not known. */
  public @Nullable SprintWindow get(long sprintId) {
    return windows.get(sprintId);
  }

  /** Whether the issue's sprint list names one that comes after this. */
  boolean namesLater(IssueHistory issue, SprintWindow than) {
    for (long sprintId : issue.sprintIds()) {
      if (sprintId != than.sprintId() && later(sprintId, than)) {
        return true;
      }
    }
    return false;
  }

  /** By planned start; Jira counts sprints up, so by number where a start is not known. */
  private boolean later(long sprintId, SprintWindow than) {
    SprintWindow other = windows.get(sprintId);
    if (other == null || other.planned() == null || than.planned() == null) {
      return sprintId > than.sprintId();
    }
    int order = other.planned().compareTo(than.planned());
    return order == 0 ? sprintId > than.sprintId() : order > 0;
  }
}
