package io.issuestream.metrics;

import io.issuestream.contracts.sprint.SprintPhase;
import io.issuestream.contracts.sprint.SprintState;
import io.issuestream.contracts.sprint.SprintUpserted;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes sprints for tests. */
public final class SprintBuilder {
  private SprintBuilder() {}

  /** A sprint of project ROVER. */
  public static SprintState sprint(
      long id, SprintPhase phase, @Nullable String start, @Nullable String end) {
    return sprint(id, "ROVER", phase, start, end);
  }

  public static SprintState sprint(
      long id,
      @Nullable String project,
      SprintPhase phase,
      @Nullable String start,
      @Nullable String end) {
    Instant endDate = end == null ? null : Instant.parse(end);
    return new SprintState(
        id,
        6L,
        "Rover board",
        project,
        "Sprint " + id,
        phase,
        null,
        start == null ? null : Instant.parse(start),
        endDate,
        phase == SprintPhase.CLOSED ? endDate : null,
        null,
        Instant.parse("2026-03-20T00:00:00Z"),
        false);
  }

  public static SprintUpserted upserted(String team, long revision, SprintState sprint) {
    return new SprintUpserted(team, revision, sprint);
  }
}
