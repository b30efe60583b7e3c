package io.issuestream.contracts.erasure;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.WireType;

/** A service has done its part of an erasure. */
@WireType("io.issuestream.team.erasure.reported.v1")
public record ErasureReported(String teamId, long revision, ErasureReport report)
    implements ErasureReportEvent {

  public ErasureReported {
    Checks.event(teamId, revision);
    requireNonNull(report, "report");
  }
}
