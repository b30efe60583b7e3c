package io.issuestream.contracts.project;

import io.issuestream.contracts.Event;

/** What {@code jira.projects} carries, keyed by Jira's project id. */
public sealed interface ProjectEvent extends Event permits ProjectTracked, ProjectUntracked {

  /** The state at this revision. */
  ProjectState project();

  @Override
  default String aggregateId() {
    return project().jiraProjectId();
  }
}
