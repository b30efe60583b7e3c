package io.issuestream.edge.holding;

import io.issuestream.contracts.Topic;
import reactor.core.publisher.Mono;

/**
 * Works figures out afresh from the facts a service holds, and compares them with those stored;
 * writes nothing. What counts twice, or not at all, shows here.
 */
public interface FigureCheck {

  /** The topic the figures go to. */
  Topic topic();

  /**
   * Checks the next few figures of a team.
   *
   * @param after the id after which to begin; empty for the first
   */
  Mono<Recomputed> recompute(String teamId, String after);
}
