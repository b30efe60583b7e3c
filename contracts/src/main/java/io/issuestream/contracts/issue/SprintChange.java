package io.issuestream.contracts.issue;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import java.time.Instant;
import java.util.List;

/**
 * Sprints the issue entered and left in one edit.
 *
 * @param removed ids of the sprints it left
 * @param added ids of the sprints it entered
 */
public record SprintChange(Instant at, List<Long> removed, List<Long> added) {

  public SprintChange {
    requireNonNull(at, "at");
    removed = Checks.list(removed);
    added = Checks.list(added);
  }
}
