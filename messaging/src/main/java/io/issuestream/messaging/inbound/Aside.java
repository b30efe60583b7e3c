package io.issuestream.messaging.inbound;

import reactor.core.publisher.Mono;

/** Where what cannot be processed is put. */
public interface Aside {

  /**
   * Completes once the record stands there for good; only then may its offset be passed. Putting
   * the same record aside again changes nothing but what is said of it.
   */
  Mono<Void> put(RawRecord record, Diagnosis diagnosis);
}
