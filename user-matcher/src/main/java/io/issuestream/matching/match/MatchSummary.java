package io.issuestream.matching.match;

/**
 * How many accounts came out how.
 *
 * @param errors accounts linked by hand to a member who is no longer listed
 * @param pending accounts not looked at yet; while members or accounts of the team wait to be
 *     matched at least 1
 */
record MatchSummary(
    long matched, long unmatched, long excluded, long ambiguous, long errors, long pending) {}
