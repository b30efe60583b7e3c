package io.issuestream.contracts.issue;

import io.issuestream.contracts.Checks;
import java.util.List;

/**
 * What the changelog says about status, sprint, assignee and estimate; each list oldest first.
 *
 * @param present whether Jira gave a changelog at all; without one the lists are empty and mean
 *     nothing
 * @param complete whether every history was given; false means older changes may be missing
 * @param status moves from status to status
 * @param sprint sprints entered and left
 * @param assignee who had it
 * @param estimate story points
 */
public record ChangelogFacts(
    boolean present,
    boolean complete,
    List<StatusChange> status,
    List<SprintChange> sprint,
    List<AssigneeChange> assignee,
    List<EstimateChange> estimate) {

  /** No changelog was given. */
  public static final ChangelogFacts NONE =
      new ChangelogFacts(false, false, List.of(), List.of(), List.of(), List.of());

  public ChangelogFacts {
    status = Checks.list(status);
    sprint = Checks.list(sprint);
    assignee = Checks.list(assignee);
    estimate = Checks.list(estimate);
  }
}
