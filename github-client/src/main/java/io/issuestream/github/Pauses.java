package io.issuestream.github;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** Gets to know that GitHub told a connection to wait, so that other processes can be told, too. */
@FunctionalInterface
public interface Pauses {

  /** Nobody else has to know. */
  Pauses UNNOTED = wait -> Mono.empty();

  /** Nothing is to be asked for this long; the request that brought it goes on afterwards. */
  Mono<Void> told(Duration wait);
}
