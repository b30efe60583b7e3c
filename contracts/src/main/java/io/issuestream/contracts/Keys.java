package io.issuestream.contracts;

import java.util.regex.Pattern;

/** Builds and takes apart record keys: {@code team/aggregate}. */
public final class Keys {

  /** Stands where a team would on a request that addresses every active team. */
  public static final String ALL_TEAMS = "*";

  /** How a team is named. */
  public static final String TEAM_PATTERN = "[a-z0-9][a-z0-9-]{0,62}";

  private static final Pattern TEAM = Pattern.compile(TEAM_PATTERN);

  private Keys() {}

  /** The key of an event's record. */
  public static String of(Event event) {
    return of(event.teamId(), event.aggregateId());
  }

  /** The key of an aggregate's record. */
  public static String of(String teamId, String aggregateId) {
    return teamId + "/" + aggregateId;
  }

  /** The team a key belongs to, or an empty string where the key names none. */
  public static String teamOf(String key) {
    int slash = key.indexOf('/');
    return slash < 0 ? "" : key.substring(0, slash);
  }

  /**
   * Checks a team identifier: 1 to 63 lower-case letters, digits and hyphens, not starting with a
   * hyphen.
   *
   * @throws IllegalArgumentException if it is not one
   */
  public static String requireTeam(String teamId) {
    if (!TEAM.matcher(teamId).matches()) {
      throw new IllegalArgumentException(
          "A team is named by 1 to 63 lower-case letters, digits and hyphens, not by '"
              + teamId
              + "'");
    }
    return teamId;
  }
}
