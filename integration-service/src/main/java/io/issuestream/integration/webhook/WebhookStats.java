package io.issuestream.integration.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A team's deliveries, of those kept.
 *
 * @param ignored of the completed, those that say nothing to us
 * @param outdated of the completed, those that came after something newer
 * @param oldestWaitingSince when the oldest one not done with came
 * @param meanProcessingMs milliseconds the batches took that they were in
 */
record WebhookStats(
    long pending,
    long processing,
    long completed,
    long failed,
    long ignored,
    long outdated,
    @Nullable Instant oldestWaitingSince,
    @Nullable Instant lastReceivedAt,
    @Nullable Double meanProcessingMs) {}
