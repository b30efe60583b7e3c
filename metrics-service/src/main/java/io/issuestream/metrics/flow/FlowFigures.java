package io.issuestream.metrics.flow;

import io.issuestream.contracts.metrics.Basis;
import io.issuestream.contracts.metrics.Confidence;
import io.issuestream.contracts.metrics.FlowMetrics;
import java.time.Instant;
import java.util.Arrays;

/**
 * A project's flow figures.
 *
 * <p>Definitions, version {@value #DEFINITION_VERSION}, in {@code docs/metrics.md}; those of a
 * single issue are in {@link IssueFlow}. Age is from the start of work to {@code asOf}, for issues
 * in progress whose start is known.
 */
public final class FlowFigures {

  /** Version of the definitions of flow. */
  public static final int DEFINITION_VERSION = 1;

  private FlowFigures() {}

  /**
   * The figures of a project.
   *
   * @param asOf the moment ages are counted to
   */
  public static FlowMetrics of(String projectKey, FlowFacts facts, Instant asOf) {
    return new FlowMetrics(
        projectKey,
        asOf,
        DEFINITION_VERSION,
        facts.issues(),
        facts.resolved(),
        PercentileHours.of(facts.leadSeconds()),
        PercentileHours.of(facts.cycleSeconds()),
        Weeks.throughput(facts.finished(), asOf),
        facts.wip(),
        PercentileHours.of(ages(facts.startedSeconds(), asOf)),
        new Confidence(
            basis(facts),
            facts.issues(),
            facts.withoutEstimate(),
            facts.withoutChangelog(),
            facts.truncatedChangelog()));
  }

  private static long[] ages(long[] startedSeconds, Instant asOf) {
    long now = asOf.getEpochSecond();
    return Arrays.stream(startedSeconds).map(started -> Math.max(0, now - started)).toArray();
  }

  private static Basis basis(FlowFacts facts) {
    if (facts.withoutChangelog() == 0) {
      return Basis.CHANGELOG;
    }
    return facts.withoutChangelog() == facts.issues() ? Basis.MEMBERSHIP : Basis.MIXED;
  }
}
