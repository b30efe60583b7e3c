package io.issuestream.metrics.flow;

import io.issuestream.contracts.metrics.Amount;
import java.time.Instant;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A project's issues as columns, deleted ones left out.
 *
 * @param newest the newest change of any issue
 * @param issues how many there are
 * @param resolved how many have a resolution date
 * @param withoutEstimate how many have no estimate
 * @param withoutChangelog for how many Jira gave no changelog
 * @param truncatedChangelog for how many it was cut
 * @param leadSeconds lead times
 * @param cycleSeconds cycle times
 * @param wip issues in progress
 * @param startedSeconds of those the start, in seconds of the epoch, where it is known
 * @param finished per week, by its Monday
 */
public record FlowFacts(
    Instant newest,
    long issues,
    long resolved,
    long withoutEstimate,
    long withoutChangelog,
    long truncatedChangelog,
    long[] leadSeconds,
    long[] cycleSeconds,
    Amount wip,
    long[] startedSeconds,
    SortedMap<LocalDate, Amount> finished) {

  /** No issue at all. */
  public static FlowFacts none(Instant newest) {
    long[] nothing = {};
    return new FlowFacts(
        newest, 0, 0, 0, 0, 0, nothing, nothing, Amount.ZERO, nothing, new TreeMap<>());
  }
}
