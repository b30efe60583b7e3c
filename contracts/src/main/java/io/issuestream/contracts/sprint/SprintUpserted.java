package io.issuestream.contracts.sprint;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.WireType;

/** A sprint was created or changed. */
@WireType("io.issuestream.jira.sprint.upserted.v1")
public record SprintUpserted(String teamId, long revision, SprintState sprint)
    implements SprintEvent {

  public SprintUpserted {
    Checks.event(teamId, revision);
    requireNonNull(sprint, "sprint");
  }
}
