package io.issuestream.insights.pullrequest;

import org.jspecify.annotations.Nullable;

/**
 * Which pull requests are asked for; null asks for any.
 *
 * @param linked whether they name a known issue
 * @param author the author's reference
 */
record PullRequestFilter(
    @Nullable String repository, @Nullable Boolean linked, @Nullable String author) {}
