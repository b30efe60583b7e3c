package io.issuestream.contracts.metrics;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.WireType;

/** A repository's linkage figures changed. */
@WireType("io.issuestream.metrics.pr-linkage.updated.v1")
public record PrLinkageUpdated(String teamId, long revision, PrLinkage metrics)
    implements PrLinkageEvent {

  public PrLinkageUpdated {
    Checks.event(teamId, revision);
    requireNonNull(metrics, "metrics");
  }
}
