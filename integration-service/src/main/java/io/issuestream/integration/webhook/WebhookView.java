package io.issuestream.integration.webhook;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as the API shows it.
 *
 * @param deliveryId the sender's identifier
 * @param processingStatus {@code pending}, {@code processing}, {@code completed} or {@code failed}
 * @param outcome {@code applied}, {@code outdated}, {@code ignored} or {@code unreadable}; null
 *     before the end
 * @param retryCount tries after the first
 * @param processingDurationMs of the batch it was in
 * @param payload the body as it came; only with a single delivery
 */
record WebhookView(
    UUID eventId,
    String source,
    String hookId,
    String deliveryId,
    String eventType,
    long payloadBytes,
    Instant receivedAt,
    String processingStatus,
    @Nullable String outcome,
    long retryCount,
    @Nullable String errorMessage,
    @Nullable Instant processedAt,
    @Nullable Long processingDurationMs,
    @JsonRawValue @Nullable String payload) {}
