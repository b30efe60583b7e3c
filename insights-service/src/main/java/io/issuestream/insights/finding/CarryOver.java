package io.issuestream.insights.finding;

import static io.issuestream.insights.finding.Wording.amount;
import static io.issuestream.insights.finding.Wording.count;
import static io.issuestream.insights.finding.Wording.name;
import static io.issuestream.insights.finding.Wording.percent;

import io.issuestream.contracts.insight.Evidence;
import io.issuestream.contracts.insight.InsightKind;
import io.issuestream.contracts.metrics.SprintMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Much of the last closed sprint was not done at its end. */
record CarryOver(InsightSettings.Share threshold) implements Rule {

  private static final int SPRINTS_BEFORE = 3;

  @Override
  public Stream<Finding> findings(TeamPicture team) {
    return team.sprints().stream()
        .flatMap(history ->
            history.lastClosed().stream()
                .filter(this::holds)
                .map(sprint -> finding(sprint, history, repeated(team, history.projectKey()))));
  }

  private boolean holds(SprintMetrics sprint) {
    return sprint.carriedOver().issues() >= threshold.atLeast()
        && share(sprint) >= threshold.warning();
  }

  /** Of what the sprint held at its end. */
  private static double share(SprintMetrics sprint) {
    long held =
        sprint.carriedOver().issues()
            + sprint.completed().issues()
            + sprint.completedOutside().issues();
    return held == 0 ? 0 : (double) sprint.carriedOver().issues() / held;
  }

  private Finding finding(SprintMetrics sprint, SprintHistory history, List<String> repeated) {
    return new Finding(
        InsightKind.CARRY_OVER,
        Grade.of(share(sprint), threshold.critical()),
        sprint.projectKey(),
        "sprint:" + sprint.sprintId(),
        percent(share(sprint)) + " of " + name(sprint) + " was carried over",
        amount(sprint.carriedOver())
            + " of "
            + name(sprint)
            + " were not done at its end; "
            + amount(sprint.completed())
            + " were.",
        repeated.isEmpty()
            ? "Plan less, or look at what kept these issues from being finished."
            : "Look first at the issues that have been carried over again and again: split them or let them go.",
        behind(sprint, history, repeated));
  }

  private static List<Evidence> behind(
      SprintMetrics sprint, SprintHistory history, List<String> repeated) {
    var evidence = new ArrayList<Evidence>();
    evidence.add(Wording.evidence("Carried over", amount(sprint.carriedOver())));
    evidence.add(Wording.evidence("Completed", amount(sprint.completed())));
    String before =
        history.closed().stream()
            .skip(1)
            .limit(SPRINTS_BEFORE)
            .map(earlier -> percent(share(earlier)) + " of " + name(earlier))
            .collect(Collectors.joining(", "));
    if (!before.isEmpty()) {
      evidence.add(Wording.evidence("Carried over before", before));
    }
    if (!repeated.isEmpty()) {
      evidence.add(
          Wording.evidence(
              "Unfinished after three sprints or more", count(repeated.size(), "issue"), repeated));
    }
    return evidence;
  }

  private static List<String> repeated(TeamPicture team, @Nullable String projectKey) {
    return team.projects().stream()
        .filter(project -> project.projectKey().equals(projectKey))
        .flatMap(project -> project.repeated().stream())
        .toList();
  }
}
