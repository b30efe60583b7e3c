package io.issuestream.edge;

import java.util.Locale;

/** What a token's bearer may do. */
public enum Role {
  /** May read the team's data. */
  MEMBER,
  /** May also change it. */
  TEAM_ADMIN,
  /** Operates the installation on a team's behalf. */
  SRE;

  /** The name in the token's {@code roles} claim. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
