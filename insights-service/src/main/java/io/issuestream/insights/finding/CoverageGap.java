package io.issuestream.insights.finding;

import static io.issuestream.insights.finding.Wording.count;
import static io.issuestream.insights.finding.Wording.evidence;
import static io.issuestream.insights.finding.Wording.percent;

import io.issuestream.contracts.insight.InsightKind;
import io.issuestream.contracts.insight.Severity;
import io.issuestream.contracts.metrics.Confidence;
import io.issuestream.contracts.metrics.FlowMetrics;
import io.issuestream.insights.linkage.RepositoryActivity;
import java.util.List;
import java.util.stream.Stream;

/** Data that is missing, so that other figures say less than they seem to. */
record CoverageGap(InsightSettings.Gap threshold) implements Rule {

  @Override
  public Stream<Finding> findings(TeamPicture team) {
    return Stream.of(
            noIssues(team),
            team.flows().stream().flatMap(this::missingHistory),
            team.repositories().stream().flatMap(this::unknownKeys))
        .flatMap(findings -> findings);
  }

  private static Stream<Finding> noIssues(TeamPicture team) {
    if (team.issuesKnown() || team.repositories().isEmpty()) {
      return Stream.empty();
    }
    long pullRequests =
        team.repositories().stream().mapToLong(one -> one.linkage().pullRequests()).sum();
    return Stream.of(
        new Finding(
            InsightKind.COVERAGE_GAP,
            Severity.INFO,
            null,
            "team",
            "No Jira issue is known",
            "There are "
                + count(pullRequests, "pull request")
                + ", but nothing to set them against.",
            "Connect Jira and choose the projects this work belongs to.",
            List.of(
                evidence("Pull requests", Long.toString(pullRequests)),
                evidence("Known issues", "0"))));
  }

  private Stream<Finding> missingHistory(FlowMetrics flow) {
    Confidence confidence = flow.confidence();
    long missing = confidence.withoutChangelog() + confidence.truncatedChangelog();
    double share = confidence.issues() == 0 ? 0 : (double) missing / confidence.issues();
    if (missing < threshold.atLeast() || share < threshold.share()) {
      return Stream.empty();
    }
    return Stream.of(
        new Finding(
            InsightKind.COVERAGE_GAP,
            Severity.INFO,
            flow.projectKey(),
            "project:" + flow.projectKey(),
            "The history of " + percent(share) + " of " + flow.projectKey() + " is missing or cut",
            "Without an issue's history there is no cycle time, and what was added to a sprint cannot be seen.",
            "Check whether the connection may read changelogs; older servers give none.",
            List.of(
                evidence("Without history", count(confidence.withoutChangelog(), "issue")),
                evidence("With history cut", count(confidence.truncatedChangelog(), "issue")),
                evidence("Issues", Long.toString(confidence.issues())))));
  }

  private Stream<Finding> unknownKeys(TeamPicture.RepositoryWork repository) {
    RepositoryActivity activity = repository.activity();
    long unknown = repository.linkage().unknownKeys();
    long named = unknown + repository.linkage().issues();
    double share = named == 0 ? 0 : (double) unknown / named;
    if (unknown < threshold.atLeast() || share < threshold.share()) {
      return Stream.empty();
    }
    return Stream.of(
        new Finding(
            InsightKind.COVERAGE_GAP,
            Severity.WARNING,
            null,
            "repository:" + activity.repository(),
            count(unknown, "key")
                + " named in "
                + activity.repository()
                + " belong to no known issue",
            "Their projects are tracked, so these issues were deleted, are hidden from the connection, or were missed.",
            "Look some of them up in Jira; if they are there, resync the project.",
            List.of(
                evidence("Named but not known", count(unknown, "key"), activity.unknownKeys()),
                evidence("Named and known", count(repository.linkage().issues(), "issue")))));
  }
}
