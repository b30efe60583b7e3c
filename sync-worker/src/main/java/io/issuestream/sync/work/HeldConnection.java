package io.issuestream.sync.work;

import io.issuestream.sync.lease.Lease;
import io.issuestream.sync.person.KnownPeople;
import io.issuestream.sync.sprint.KnownSprints;

/**
 * A connection this worker holds, with what its runs share while it does. All of it is forgotten
 * with the lease.
 */
record HeldConnection(Lease lease, KnownPeople people, KnownSprints sprints, SharedReads reads) {

  static HeldConnection of(Lease lease) {
    return new HeldConnection(lease, new KnownPeople(), new KnownSprints(), new SharedReads());
  }
}
