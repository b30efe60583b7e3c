package io.issuestream.integration.connection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the connection is.
 *
 * @param status {@code ok}, {@code degraded} (asked to slow down, or the breaker is trying again)
 *     or {@code down}
 * @param token {@code valid}, {@code expiring} (the next access token could not be had yet), {@code
 *     rejected}, {@code revoked} (the grant is dead: reconnect), {@code none} (anonymous) or {@code
 *     unknown}
 * @param breaker {@code closed}, {@code open} or {@code half_open}
 * @param requestsPerSecond this service's share of the budget
 * @param waiting requests that wait for their turn
 * @param pausedSeconds how long Jira asked to be left alone
 * @param latencyMs how long Jira took to say who we are; null where it did not
 * @param advice what to do, where something is wrong
 */
record HealthView(
    String connectionId,
    String status,
    String token,
    String breaker,
    double requestsPerSecond,
    int waiting,
    long pausedSeconds,
    @Nullable Long latencyMs,
    @Nullable String advice,
    Instant checkedAt) {}
