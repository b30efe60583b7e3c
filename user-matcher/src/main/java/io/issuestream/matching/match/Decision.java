package io.issuestream.matching.match;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a person decided about an account.
 *
 * @param memberId whose the account is; null unless it is linked
 */
record Decision(String personId, Action action, @Nullable String memberId) {

  /** The kinds of decisions. */
  enum Action {
    /** It is this member's. */
    LINK,
    /** It is nobody's on the list. */
    UNLINK,
    /** It is no person of the team. */
    EXCLUDE;

    /** The name on the wire and in the database. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
