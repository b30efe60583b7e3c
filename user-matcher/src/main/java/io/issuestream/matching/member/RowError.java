package io.issuestream.matching.member;

/**
 * Why a row cannot be taken.
 *
 * @param place such as {@code line 3}
 */
record RowError(String place, String reason) {}
