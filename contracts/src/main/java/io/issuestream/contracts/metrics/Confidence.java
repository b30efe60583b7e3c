package io.issuestream.contracts.metrics;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.Range;

/**
 * How far a figure can be trusted.
 *
 * @param basis where membership and times come from
 * @param issues issues behind the figure
 * @param withoutEstimate those with no estimate
 * @param withoutChangelog those for which Jira gave no changelog
 * @param truncatedChangelog those whose changelog was cut
 */
public record Confidence(
    Basis basis,
    @Range(min = 0) long issues,
    @Range(min = 0) long withoutEstimate,
    @Range(min = 0) long withoutChangelog,
    @Range(min = 0) long truncatedChangelog) {

  public Confidence {
    requireNonNull(basis, "basis");
    Checks.atLeast(0, issues, "issues");
    Checks.atLeast(0, withoutEstimate, "withoutEstimate");
    Checks.atLeast(0, withoutChangelog, "withoutChangelog");
    Checks.atLeast(0, truncatedChangelog, "truncatedChangelog");
  }
}
