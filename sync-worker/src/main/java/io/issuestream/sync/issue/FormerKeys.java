package io.issuestream.sync.issue;

import io.issuestream.contracts.issue.IssueState;
import java.util.List;

/** Puts other former keys into a state. */
final class FormerKeys {

  private FormerKeys() {}

  static IssueState of(IssueState state, List<String> formerKeys) {
    return new IssueState(
        state.id(),
        state.key(),
        formerKeys,
        state.projectId(),
        state.projectKey(),
        state.summary(),
        state.issueType(),
        state.status(),
        state.assigneePersonId(),
        state.reporterPersonId(),
        state.priority(),
        state.labels(),
        state.parentKey(),
        state.epicKey(),
        state.storyPoints(),
        state.sprintId(),
        state.sprintName(),
        state.sprintIds(),
        state.created(),
        state.updated(),
        state.resolutionDate(),
        state.cycleTimeHours(),
        state.deleted(),
        state.visibility(),
        state.changelog());
  }
}
