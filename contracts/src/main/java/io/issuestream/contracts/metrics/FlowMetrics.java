package io.issuestream.contracts.metrics;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.Range;
import java.time.Instant;
import java.util.List;

/**
 * A project's flow.
 *
 * @param asOf the moment the figures hold for
 * @param definitionVersion version of the definitions below; a change of them raises it
 * @param issues issues known, deleted ones not counted
 * @param resolved those that are resolved
 * @param leadTime created → resolved
 * @param cycleTime first In Progress → Done; without issues where no changelog is given
 * @param throughput finished issues per ISO week, oldest first, empty weeks included
 * @param wip issues in progress now
 * @param wipAgeHours how long those have been in progress
 * @param confidence how far all this can be trusted
 */
public record FlowMetrics(
    String projectKey,
    Instant asOf,
    @Range(min = 1) int definitionVersion,
    @Range(min = 0) long issues,
    @Range(min = 0) long resolved,
    Percentiles leadTime,
    Percentiles cycleTime,
    List<WeekThroughput> throughput,
    Amount wip,
    Percentiles wipAgeHours,
    Confidence confidence) {

  public FlowMetrics {
    Checks.text(projectKey, "projectKey");
    requireNonNull(asOf, "asOf");
    Checks.atLeast(1, definitionVersion, "definitionVersion");
    Checks.atLeast(0, issues, "issues");
    Checks.atLeast(0, resolved, "resolved");
    requireNonNull(leadTime, "leadTime");
    requireNonNull(cycleTime, "cycleTime");
    requireNonNull(wip, "wip");
    requireNonNull(wipAgeHours, "wipAgeHours");
    requireNonNull(confidence, "confidence");
    throughput = Checks.list(throughput);
  }
}
