package io.issuestream.contracts.project;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;

/**
 * A tracked project.
 *
 * @param connectionId the connection it is read through
 * @param jiraProjectId Jira's id, a number in text
 * @param active whether it is tracked now
 * @param startAtOnce whether selecting it starts the onboarding sync instead of waiting for the
 *     next scheduled run
 */
public record ProjectState(
    String connectionId,
    String jiraProjectId,
    String jiraProjectKey,
    String name,
    boolean active,
    boolean startAtOnce) {

  public ProjectState {
    Checks.text(connectionId, "connectionId");
    Checks.text(jiraProjectId, "jiraProjectId");
    Checks.text(jiraProjectKey, "jiraProjectKey");
    requireNonNull(name, "name");
  }
}
