package io.issuestream.integration.github.connection;

import reactor.core.publisher.Mono;

/** What hangs on a connection to GitHub; both run in the transaction of the change. */
public interface GithubDependents {

  /** A team's connection has valid credentials again, or for the first time. */
  Mono<Void> onConnected(String teamId);

  /** A team's connection is being removed. */
  Mono<Void> onDisconnected(String teamId);
}
