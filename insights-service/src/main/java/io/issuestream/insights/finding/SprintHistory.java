package io.issuestream.insights.finding;

import io.issuestream.contracts.metrics.SprintMetrics;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sprints of a project that matter now.
 *
 * @param projectKey null for sprints of which it is not known
 * @param active those running, the newest first
 * @param closed the newest closed ones, the newest first
 * @param open unfinished issues of the active sprints, by what the issues themselves say
 */
record SprintHistory(
    @Nullable String projectKey,
    List<SprintMetrics> active,
    List<SprintMetrics> closed,
    List<OpenWork> open) {

  SprintHistory {
    active = List.copyOf(active);
    closed = List.copyOf(closed);
    open = List.copyOf(open);
  }

  Optional<SprintMetrics> lastClosed() {
    return closed.stream().findFirst();
  }

  /**
   * The active sprints and the one closed last: those about which something can still be done or
   * learned.
   */
  Stream<SprintMetrics> current() {
    return Stream.concat(active.stream(), closed.stream().limit(1));
  }

  /** Whether the team estimates at all: somewhere in these sprints there are points. */
  boolean estimates() {
    return Stream.concat(active.stream(), closed.stream())
        .anyMatch(sprint ->
            sprint.committed().points().signum() > 0 || sprint.completed().points().signum() > 0);
  }

  /**
   * Unfinished issues of a sprint, sub-tasks left out.
   *
   * @param unestimatedKeys those without an estimate, at most 50
   */
  record OpenWork(long sprintId, long issues, long unestimated, List<String> unestimatedKeys) {}
}
