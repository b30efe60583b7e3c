package io.issuestream.metrics.sprint;

import io.issuestream.contracts.metrics.Amount;
import io.issuestream.contracts.metrics.Basis;
import io.issuestream.contracts.metrics.Confidence;
import io.issuestream.contracts.metrics.SprintMetrics;
import io.issuestream.metrics.ledger.Points;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What closed sprints completed, one after the other.
 *
 * @param project the project asked for; null for all
 * @param sprints oldest first
 * @param meanCompleted the mean of what they completed; null without sprints
 * @param meanCommitted the mean of what they committed to; null without sprints
 * @param confidence that of all of them together
 */
record Velocity(
    @Nullable String project,
    List<Sprint> sprints,
    @Nullable Mean meanCompleted,
    @Nullable Mean meanCommitted,
    Confidence confidence) {

  private static final int DIGITS = 2;

  /** One sprint's part. */
  record Sprint(
      long sprintId,
      String name,
      @Nullable Instant completeDate,
      Amount committed,
      Amount completed,
      Basis basis) {}

  /** Issues and points per sprint, to two digits. */
  record Mean(BigDecimal issues, BigDecimal points) {}

  /**
   * The velocity over sprints.
   *
   * @param newestFirst closed sprints
   */
  static Velocity of(@Nullable String project, List<SprintMetrics> newestFirst) {
    List<SprintMetrics> sprints = newestFirst.reversed();
    return new Velocity(
        project,
        sprints.stream().map(Velocity::sprint).toList(),
        mean(sprints, SprintMetrics::completed),
        mean(sprints, SprintMetrics::committed),
        confidence(sprints.stream().map(SprintMetrics::confidence).toList()));
  }

  private static Sprint sprint(SprintMetrics metrics) {
    return new Sprint(
        metrics.sprintId(),
        metrics.name(),
        metrics.completeDate(),
        metrics.committed(),
        metrics.completed(),
        metrics.confidence().basis());
  }

  private static @Nullable Mean mean(
      List<SprintMetrics> sprints, Function<SprintMetrics, Amount> figure) {
    if (sprints.isEmpty()) {
      return null;
    }
    BigDecimal issues = BigDecimal.ZERO;
    BigDecimal points = BigDecimal.ZERO;
    for (SprintMetrics sprint : sprints) {
      issues = issues.add(BigDecimal.valueOf(figure.apply(sprint).issues()));
      points = points.add(figure.apply(sprint).points());
    }
    return new Mean(divided(issues, sprints.size()), divided(points, sprints.size()));
  }

  private static BigDecimal divided(BigDecimal sum, int count) {
    return Points.plain(sum.divide(BigDecimal.valueOf(count), DIGITS, RoundingMode.HALF_UP));
  }

  private static Confidence confidence(List<Confidence> parts) {
    List<Basis> bases = parts.stream().map(Confidence::basis).distinct().toList();
    Basis basis =
        switch (bases.size()) {
          case 0 -> Basis.CHANGELOG;
          case 1 -> bases.getFirst();
          default -> Basis.MIXED;
        };
    return new Confidence(
        basis,
        parts.stream().mapToLong(Confidence::issues).sum(),
        parts.stream().mapToLong(Confidence::withoutEstimate).sum(),
        parts.stream().mapToLong(Confidence::withoutChangelog).sum(),
        parts.stream().mapToLong(Confidence::truncatedChangelog).sum());
  }
}
