package io.issuestream.integration.connection;

import reactor.core.publisher.Mono;

/** What hangs on a connection and has to end with it. */
public interface ConnectionDependents {

  /** A team's connection is being removed; runs in that transaction. */
  Mono<Void> onRevoked(String teamId, String connectionId);

  /** Connecting that was begun and not finished ends too; whether there was any. */
  default Mono<Boolean> forgetBegun(String teamId) {
    return Mono.just(false);
  }
}
