package io.issuestream.metrics.recompute;

import java.util.List;
import reactor.core.publisher.Mono;

/** Works something out again. */
public interface Recomputation {

  /** What it works out. */
  Kind kind();

  /**
   * Works out a set and writes what changed, settling the claims in the same transaction.
   *
   * <p>It reads after the claims were made: whatever commits later raises their generation, so that
   * they are not settled by figures that do not know of it.
   */
  Mono<Void> recompute(List<Claim> claims);

  /** Marks what was worked out under other definitions than this version's. */
  Mono<Void> markOutdated();
}
