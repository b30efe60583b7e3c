package io.issuestream.insights.work;

import reactor.core.publisher.Mono;

/** Computes one kind of thing anew. */
public interface Worker {

  /** What it computes. */
  WorkKind kind();

  /**
   * Reads the latest facts, and writes and publishes what changed, within the transaction it is
   * called in. No other replica works on the same item meanwhile.
   */
  Mono<Void> work(WorkItem item);
}
