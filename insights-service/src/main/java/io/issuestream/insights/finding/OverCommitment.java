package io.issuestream.insights.finding;

import static io.issuestream.insights.finding.Wording.count;
import static io.issuestream.insights.finding.Wording.evidence;
import static io.issuestream.insights.finding.Wording.name;
import static io.issuestream.insights.finding.Wording.times;

import io.issuestream.contracts.insight.InsightKind;
import io.issuestream.contracts.metrics.SprintMetrics;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * A running sprint took on more than the closed ones before it completed on average; in points
 * where the team completes any, else in issues.
 */
record OverCommitment(InsightSettings.Ratio threshold) implements Rule {

  private static final int SPRINTS_BEFORE = 5;

  @Override
  public Stream<Finding> findings(TeamPicture team) {
    return team.sprints().stream()
        .filter(history -> history.closed().size() >= threshold.atLeast())
        .flatMap(history -> history.active().stream().flatMap(sprint -> finding(sprint, history)));
  }

  private Stream<Finding> finding(SprintMetrics sprint, SprintHistory history) {
    List<SprintMetrics> before = history.closed().stream().limit(SPRINTS_BEFORE).toList();
    double meanPoints = mean(before, one -> one.completed().points().doubleValue());
    boolean points = meanPoints > 0 && sprint.committed().points().signum() > 0;
    double usual = points ? meanPoints : mean(before, one -> one.completed().issues());
    double committed =
        points ? sprint.committed().points().doubleValue() : sprint.committed().issues();
    double ratio = usual == 0 ? 0 : committed / usual;
    if (ratio < threshold.warning()) {
      return Stream.empty();
    }
    String usually =
        points ? Wording.points(rounded(usual)) : Wording.plain(rounded(usual)) + " issues";
    return Stream.of(
        new Finding(
            InsightKind.OVER_COMMITMENT,
            Grade.of(ratio, threshold.critical()),
            sprint.projectKey(),
            "sprint:" + sprint.sprintId(),
            name(sprint) + " took on " + times(ratio) + " what is usually completed",
            "Committed: "
                + Wording.amount(sprint.committed())
                + ". The last "
                + count(before.size(), "closed sprint")
                + " completed "
                + usually
                + " on average.",
            "Agree now on what will not be done, before it is carried over.",
            List.of(
                evidence("Committed at the start", Wording.amount(sprint.committed())),
                evidence("Completed on average before", usually),
                evidence("Completed so far", Wording.amount(sprint.completed())),
                evidence("Sprints compared with", names(before)))));
  }

  private static double mean(List<SprintMetrics> sprints, ToDoubleFunction<SprintMetrics> figure) {
    return sprints.stream().mapToDouble(figure).average().orElse(0);
  }

  private static BigDecimal rounded(double value) {
    return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP);
  }

  private static String names(List<SprintMetrics> sprints) {
    return String.join(", ", sprints.stream().map(Wording::name).toList());
  }
}
