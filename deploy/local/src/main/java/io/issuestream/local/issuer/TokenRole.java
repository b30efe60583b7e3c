package io.issuestream.local.issuer;

import java.util.Locale;

/** What a token's bearer may do; the names are those of the {@code roles} claim. */
public enum TokenRole {
  TEAM_ADMIN,
  MEMBER,
  SRE;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
