package io.issuestream.contracts.metrics;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.WireType;

/** A sprint's figures changed. */
@WireType("io.issuestream.metrics.sprint.updated.v1")
public record SprintMetricsUpdated(String teamId, long revision, SprintMetrics metrics)
    implements SprintMetricsEvent {

  public SprintMetricsUpdated {
    Checks.event(teamId, revision);
    requireNonNull(metrics, "metrics");
  }
}
