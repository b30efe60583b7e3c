package io.issuestream.insights.finding;

import static io.issuestream.insights.finding.Wording.evidence;
import static io.issuestream.insights.finding.Wording.time;
import static io.issuestream.insights.finding.Wording.times;

import io.issuestream.contracts.insight.InsightKind;
import io.issuestream.contracts.metrics.Percentiles;
import io.issuestream.insights.linkage.RepositoryActivity;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Issues or pull requests took longer lately than before: medians of the last 28 days against the
 * 84 before, counted back from the newest one finished.
 */
record CycleTimeRegression(InsightSettings.Ratio threshold) implements Rule {

  private static final String RECENT =
      "Median of the last " + RepositoryActivity.CYCLE_WINDOW.toDays() + " days";
  private static final String EARLIER =
      "Median of the " + RepositoryActivity.EARLIER_WINDOW.toDays() + " days before";

  @Override
  public Stream<Finding> findings(TeamPicture team) {
    Stream<Finding> issues =
        team.projects().stream()
            .flatMap(project ->
                finding(
                    project.projectKey(),
                    "project:" + project.projectKey(),
                    "Issues of " + project.projectKey() + " take",
                    "issues",
                    project.cycle().recent(),
                    project.cycle().earlier()));
    Stream<Finding> pullRequests =
        team.repositories().stream()
            .map(TeamPicture.RepositoryWork::activity)
            .flatMap(repository ->
                finding(
                    null,
                    "repository:" + repository.repository(),
                    "Pull requests of " + repository.repository() + " take",
                    "pull requests",
                    repository.recentCycle(),
                    repository.earlierCycle()));
    return Stream.concat(issues, pullRequests);
  }

  private Stream<Finding> finding(
      @Nullable String projectKey,
      String subject,
      String who,
      String what,
      Percentiles recent,
      Percentiles earlier) {
    if (recent.p50() == null
        || earlier.p50() == null
        || earlier.p50().signum() == 0
        || Math.min(recent.count(), earlier.count()) < threshold.atLeast()) {
      return Stream.empty();
    }
    double now = recent.p50().doubleValue();
    double before = earlier.p50().doubleValue();
    if (now / before < threshold.warning()) {
      return Stream.empty();
    }
    return Stream.of(
        new Finding(
            InsightKind.CYCLE_TIME_REGRESSION,
            Grade.of(now / before, threshold.critical()),
            projectKey,
            subject,
            who + " " + times(now / before) + " as long as before",
            "Half of the "
                + what
                + " finished lately took more than "
                + time(now)
                + "; before, it was "
                + time(before)
                + ".",
            "Look at where the recent ones waited.",
            List.of(
                evidence(RECENT, time(now) + " over " + recent.count() + " " + what),
                evidence(EARLIER, time(before) + " over " + earlier.count() + " " + what))));
  }
}
