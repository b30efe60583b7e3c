package io.issuestream.contracts.metrics;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.WireType;

/** A project's flow figures changed. */
@WireType("io.issuestream.metrics.flow.updated.v1")
public record FlowMetricsUpdated(String teamId, long revision, FlowMetrics metrics)
    implements FlowMetricsEvent {

  public FlowMetricsUpdated {
    Checks.event(teamId, revision);
    requireNonNull(metrics, "metrics");
  }
}
