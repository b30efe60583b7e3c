package io.issuestream.matching.member;

import org.jspecify.annotations.Nullable;

/** A member as an import names them, checked. */
record NewMember(String email, String displayName, @Nullable String githubLogin) {}
