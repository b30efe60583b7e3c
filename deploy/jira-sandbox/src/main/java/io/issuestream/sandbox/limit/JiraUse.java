package io.issuestream.sandbox.limit;

import java.util.Map;

/**
 * How Jira's surfaces were used so far.
 *
 * @param requests requests received with credentials that were accepted
 * @param points what those to Cloud cost: 1 each, 1 more for each issue or project given and 2 for
 *     each user; refusals cost nothing
 * @param refused refusals with 429 by {@code RateLimit-Reason}; {@code none} where none was given
 * @param whileToldToWait requests received although an earlier answer had told their scope to wait,
 *     from a quarter of a second after it on
 * @param whileToldToWaitBy the same by scope: {@code account}, {@code endpoint} or {@code issue}
 */
public record JiraUse(
    long requests,
    long points,
    Map<String, Long> refused,
    long whileToldToWait,
    Map<String, Long> whileToldToWaitBy) {}
