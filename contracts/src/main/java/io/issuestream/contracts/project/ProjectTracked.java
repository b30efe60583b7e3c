package io.issuestream.contracts.project;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.WireType;

/** A project was selected. */
@WireType("io.issuestream.jira.project.tracked.v1")
public record ProjectTracked(String teamId, long revision, ProjectState project)
    implements ProjectEvent {

  public ProjectTracked {
    Checks.event(teamId, revision);
    Checks.that(project.active(), "A tracked project's state must say active");
  }
}
