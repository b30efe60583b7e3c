package io.issuestream.contracts.issue;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The assignee changed; null stands for nobody. */
public record AssigneeChange(
    Instant at, @Nullable String fromPersonId, @Nullable String toPersonId) {

  public AssigneeChange {
    requireNonNull(at, "at");
  }
}
