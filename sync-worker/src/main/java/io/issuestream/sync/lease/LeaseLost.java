package io.issuestream.sync.lease;

/**
 * Another worker has taken the connection over; whoever meets this stops and writes nothing more.
 */
public final class LeaseLost extends RuntimeException {

  public LeaseLost(Lease lease) {
    super(
        "Another worker has taken connection %s of team %s over since epoch %d"
            .formatted(lease.connectionId(), lease.teamId(), lease.epoch()));
  }
}
