package io.issuestream.contracts.project;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.WireType;

/** A project was deselected; its data stays until erased. */
@WireType("io.issuestream.jira.project.untracked.v1")
public record ProjectUntracked(String teamId, long revision, ProjectState project)
    implements ProjectEvent {

  public ProjectUntracked {
    Checks.event(teamId, revision);
    Checks.that(!project.active(), "An untracked project's state must not say active");
  }
}
