package io.issuestream.contracts.erasure;

import io.issuestream.contracts.Event;

/** What {@code team.erasure-reports} carries, keyed by the erasure and the service. */
public sealed interface ErasureReportEvent extends Event permits ErasureReported {

  /** What was done. */
  ErasureReport report();

  @Override
  default String aggregateId() {
    return report().erasureId() + "." + report().service();
  }
}
