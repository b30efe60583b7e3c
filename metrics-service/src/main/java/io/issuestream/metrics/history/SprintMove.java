package io.issuestream.metrics.history;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;

/** Sprints the issue left and entered in one edit. */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"at", "left", "entered"})
public record SprintMove(Instant at, List<Long> left, List<Long> entered) {
  public SprintMove {
    left = List.copyOf(left);
    entered = List.copyOf(entered);
  }

  boolean leaves(long sprintId) {
    return left.contains(sprintId) && !entered.contains(sprintId);
  }

  boolean enters(long sprintId) {
    return entered.contains(sprintId) && !left.contains(sprintId);
  }
}
