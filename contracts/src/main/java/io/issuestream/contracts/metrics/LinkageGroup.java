package io.issuestream.contracts.metrics;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.Range;

/**
 * Times of one group of pull requests, in hours.
 *
 * @param cycleTime created → merged
 * @param reviewTime created → first review, else merged
 */
public record LinkageGroup(
    @Range(min = 0) long pullRequests, Percentiles cycleTime, Percentiles reviewTime) {

  public LinkageGroup {
    Checks.atLeast(0, pullRequests, "pullRequests");
    requireNonNull(cycleTime, "cycleTime");
    requireNonNull(reviewTime, "reviewTime");
  }
}
