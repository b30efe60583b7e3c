package io.issuestream.integration.webhook;

import java.time.Instant;
import java.util.UUID;

/**
 * A delivery taken for processing.
 *
 * @param source whose it is, such as {@code github}
 * @param eventType what the sender calls it, such as {@code pull_request}
 * @param payload the raw body
 * @param attempt counts the tries, this one included
 */
public record Delivery(
    String teamId,
    UUID eventId,
    String source,
    String eventType,
    byte[] payload,
    Instant receivedAt,
    int attempt) {}
