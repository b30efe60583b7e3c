package io.issuestream.sandbox.github;

import java.time.Instant;

/**
 * How the API was used so far.
 *
 * @param requests requests with a good login, {@code /rate_limit} not counted
 * @param notModified how many of them were answered 304, which costs nothing of the primary limit
 * @param refusedByPrimary how many found the primary limit used up
 * @param refusedBySecondary how many met a secondary limit
 * @param whileToldToWait how many came although an earlier answer had said to wait: a refusal's
 *     time, or a remaining of 0, from a quarter of a second after that answer on
 * @param remaining what is left of the primary limit
 * @param resetAt when it is whole again
 */
public record GitHubUse(
    long requests,
    long notModified,
    long refusedByPrimary,
    long refusedBySecondary,
    long whileToldToWait,
    int remaining,
    Instant resetAt) {}
