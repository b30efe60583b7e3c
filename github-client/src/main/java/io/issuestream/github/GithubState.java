package io.issuestream.github;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a connection stands in this process, for health pages.
 *
 * @param requestsPerSecond the pace in force
 * @param waiting requests waiting for their turn
 * @param pause how long GitHub told us to wait from now; zero when it did not
 * @param remaining requests left of the primary limit, as last told; null where not known
 * @param resetAt when the primary limit is whole again; null where not known
 */
public record GithubState(
    double requestsPerSecond,
    int waiting,
    Duration pause,
    @Nullable Integer remaining,
    @Nullable Instant resetAt) {}
