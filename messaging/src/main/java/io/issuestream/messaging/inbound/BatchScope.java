package io.issuestream.messaging.inbound;

import io.issuestream.contracts.Keys;
import io.issuestream.tenancy.TeamScope;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** For which teams a batch is handled: those its events and tombstones are of. */
final class BatchScope {

  private BatchScope() {}

  /** A request may address every team; it is then handled for all of them. */
  static TeamScope of(Batch<?> batch) {
    Set<String> teams = new HashSet<>();
    batch.records().forEach(received -> teams.add(received.event().teamId()));
    if (teams.contains(Keys.ALL_TEAMS)) {
      return TeamScope.system();
    }
    // A tombstone has no event that would have been checked; of a key without a team there is
    // nothing to erase.
    batch.erasedKeys().stream().flatMap(BatchScope::teamOf).forEach(teams::add);
    return TeamScope.of(teams);
  }

  private static Stream<String> teamOf(String key) {
    String team = Keys.teamOf(key);
    return team.matches(Keys.TEAM_PATTERN) ? Stream.of(team) : Stream.empty();
  }
}
