package io.issuestream.insights.finding;

import static io.issuestream.insights.finding.Wording.count;
import static io.issuestream.insights.finding.Wording.evidence;
import static io.issuestream.insights.finding.Wording.name;
import static io.issuestream.insights.finding.Wording.percent;

import io.issuestream.contracts.insight.InsightKind;
import io.issuestream.contracts.insight.Severity;
import io.issuestream.contracts.metrics.SprintMetrics;
import io.issuestream.insights.finding.SprintHistory.OpenWork;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Work that nobody estimated: unfinished issues of a running sprint, or, where none runs, the
 * issues of the sprint closed last. Teams that estimate nothing anywhere are told so only as
 * information.
 */
record UnestimatedWork(InsightSettings.Share threshold) implements Rule {

  @Override
  public Stream<Finding> findings(TeamPicture team) {
    return team.sprints().stream()
        .flatMap(history ->
            history.active().isEmpty()
                ? history.lastClosed().stream().flatMap(sprint -> ofClosed(sprint, history))
                : history.active().stream().flatMap(sprint -> ofActive(sprint, history)));
  }

  private Stream<Finding> ofActive(SprintMetrics sprint, SprintHistory history) {
    return history.open().stream()
        .filter(open -> open.sprintId() == sprint.sprintId())
        .flatMap(open ->
            finding(sprint, history, open.issues(), open.unestimated(), "unfinished issues", open));
  }

  private Stream<Finding> ofClosed(SprintMetrics sprint, SprintHistory history) {
    return finding(
        sprint,
        history,
        sprint.confidence().issues(),
        sprint.confidence().withoutEstimate(),
        "issues",
        new OpenWork(sprint.sprintId(), 0, 0, List.of()));
  }

  private Stream<Finding> finding(
      SprintMetrics sprint,
      SprintHistory history,
      long issues,
      long without,
      String what,
      OpenWork open) {
    double share = issues == 0 ? 0 : (double) without / issues;
    if (without < threshold.atLeast() || share < threshold.warning()) {
      return Stream.empty();
    }
    boolean estimates = history.estimates();
    var evidence =
        new ArrayList<>(
            List.of(
                evidence("Without an estimate", count(without, "issue"), open.unestimatedKeys()),
                evidence("All " + what, count(issues, "issue"))));
    return Stream.of(
        new Finding(
            InsightKind.UNESTIMATED_WORK,
            estimates ? Grade.of(share, threshold.critical()) : Severity.INFO,
            sprint.projectKey(),
            "sprint:" + sprint.sprintId(),
            percent(share) + " of the " + what + " in " + name(sprint) + " have no estimate",
            without
                + " of "
                + issues
                + " "
                + what
                + " have no estimate"
                + (estimates
                    ? ", so figures in points tell only part of the work."
                    : ", and no other issue of these sprints has one: figures in points are not to be had."),
            estimates
                ? "Estimate these issues, or read this sprint's figures in issues."
                : "If the team estimates, check which Jira field holds the estimate; if not, read the figures in issues.",
            evidence));
  }
}
