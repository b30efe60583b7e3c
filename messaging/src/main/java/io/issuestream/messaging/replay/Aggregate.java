package io.issuestream.messaging.replay;

import io.issuestream.contracts.Keys;

/**
 * One of a team's aggregates.
 *
 * @param revision up to which it is meant; what is newer is left alone
 */
public record Aggregate(String teamId, String id, long revision) {

  /** That of a record's key, whatever its revision. */
  static Aggregate of(String key) {
    String team = Keys.teamOf(key);
    return new Aggregate(team, key.substring(team.length() + 1), Long.MAX_VALUE);
  }
}
