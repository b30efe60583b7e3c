package io.issuestream.integration.pullrequest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A commit of a push.
 *
 * @param distinct whether it was on no other branch before
 */
record PushedCommit(String sha, String message, @Nullable Instant authoredAt, boolean distinct) {}
