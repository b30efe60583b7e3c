package io.issuestream.insights.finding;

import static io.issuestream.insights.finding.Wording.amount;
import static io.issuestream.insights.finding.Wording.count;
import static io.issuestream.insights.finding.Wording.evidence;
import static io.issuestream.insights.finding.Wording.name;
import static io.issuestream.insights.finding.Wording.percent;

import io.issuestream.contracts.insight.InsightKind;
import io.issuestream.contracts.metrics.Basis;
import io.issuestream.contracts.metrics.SprintMetrics;
import java.util.List;
import java.util.stream.Stream;

/**
 * A sprint that grew after it began. Needs the changelog: membership alone cannot tell what was
 * added later.
 */
record ScopeCreep(InsightSettings.Share threshold) implements Rule {

  @Override
  public Stream<Finding> findings(TeamPicture team) {
    return team.sprints().stream()
        .flatMap(SprintHistory::current)
        .filter(this::holds)
        .map(this::finding);
  }

  private boolean holds(SprintMetrics sprint) {
    return sprint.confidence().basis() != Basis.MEMBERSHIP
        && sprint.committed().issues() > 0
        && sprint.added().issues() >= threshold.atLeast()
        && growth(sprint) >= threshold.warning();
  }

  private static double growth(SprintMetrics sprint) {
    return (double) sprint.added().issues() / sprint.committed().issues();
  }

  private Finding finding(SprintMetrics sprint) {
    return new Finding(
        InsightKind.SCOPE_CREEP,
        Grade.of(growth(sprint), threshold.critical()),
        sprint.projectKey(),
        "sprint:" + sprint.sprintId(),
        name(sprint) + " grew by " + percent(growth(sprint)) + " after it began",
        amount(sprint.added())
            + " came in after the start, to "
            + amount(sprint.committed())
            + " committed; "
            + count(sprint.removed().issues(), "issue")
            + " left.",
        "Look at what came in, who asked for it, and what had to give way.",
        List.of(
            evidence("Committed at the start", amount(sprint.committed())),
            evidence("Added after the start", amount(sprint.added())),
            evidence("Removed after the start", amount(sprint.removed()))));
  }
}
