package io.issuestream.integration.secret;

import java.util.Map;
import reactor.core.publisher.Mono;

/** Somewhere sealed secrets are, and sealed anew when their key is to go. */
public interface Sealed {

  /** What the place is called, as a table and its column. */
  String place();

  /**
   * Seals anew what is sealed under a key older than the one that seals now, in all teams; how many
   * that were. What somebody else has just locked, or cannot be opened, is left for the next time.
   */
  Mono<Long> sealAnew();

  /** How many secrets are sealed under each key. */
  Mono<Map<Long, Long>> counts();
}
