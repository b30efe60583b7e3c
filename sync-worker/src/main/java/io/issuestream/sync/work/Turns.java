package io.issuestream.sync.work;

import reactor.core.publisher.Mono;
import reactor.pool.Pool;
import reactor.pool.PoolBuilder;

/** So many may do something at once; whoever comes then waits for their turn, first come first. */
final class Turns {

  private Turns() {}

  static Pool<Object> of(int atOnce) {
    return PoolBuilder.from(Mono.fromSupplier(Object::new))
        .sizeBetween(0, atOnce)
        .maxPendingAcquireUnbounded()
        .buildPool();
  }
}
