package io.issuestream.contracts;

/**
 * A fact about one aggregate of one team, carrying that aggregate's complete current state.
 *
 * <p>The last event of a key is enough to rebuild the aggregate; {@link #revision()} alone says
 * which of two is newer.
 */
public interface Event {

  /** The tenant the aggregate belongs to; {@code *} only on a request that addresses every team. */
  @Matches(Keys.TEAM_PATTERN)
  String teamId();

  /** Identifies the aggregate within its team and topic; with the team it makes the record key. */
  String aggregateId();

  /** Counts the aggregate's published changes, from 1. A consumer keeps the highest it has seen. */
  @Range(min = 1)
  long revision();
}
