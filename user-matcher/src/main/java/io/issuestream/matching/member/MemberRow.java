package io.issuestream.matching.member;

import org.jspecify.annotations.Nullable;

/**
 * A member as an import names them, not checked yet.
 *
 * @param place where the row stands, such as {@code line 3}
 */
record MemberRow(
    String place,
    @Nullable String email,
    @Nullable String displayName,
    @Nullable String githubLogin) {}
