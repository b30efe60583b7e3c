package io.issuestream.sync.work;

import io.issuestream.sync.lease.Lease;
import io.issuestream.sync.person.KnownPeople;
import io.issuestream.sync.sprint.KnownSprints;
import reactor.pool.Pool;

/**
 * A connection this worker holds, with what its runs share while it does. All of it is forgotten
 * with the lease.
 *
 * @param pages turns to have a page of issues asked for or in memory
 */
record HeldConnection(
    Lease lease, KnownPeople people, KnownSprints sprints, SharedReads reads, Pool<Object> pages) {

  static HeldConnection of(Lease lease, int pagesAtOnce) {
    return new HeldConnection(
        lease, new KnownPeople(), new KnownSprints(), new SharedReads(), Turns.of(pagesAtOnce));
  }
}
