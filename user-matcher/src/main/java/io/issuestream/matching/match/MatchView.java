package io.issuestream.matching.match;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account with what became of it.
 *
 * @param state matched, unmatched, ambiguous or excluded
 * @param evidence the rule that decided
 * @param manual whether a person decided
 * @param member whose it is; null unless matched
 * @param candidates for an ambiguous one, who bears its name
 */
record MatchView(
    String personId,
    String accountId,
    String displayName,
    @Nullable String emailAddress,
    boolean active,
    String accountType,
    String state,
    String evidence,
    boolean manual,
    @Nullable MemberRef member,
    List<MemberRef> candidates) {

  /** A member. */
  record MemberRef(String memberId, String email, String displayName) {}
}
