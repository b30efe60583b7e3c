package io.issuestream.messaging.inbound;

import io.issuestream.contracts.Event;
import java.time.Instant;

/**
 * An event with where it came from.
 *
 * @param data the event's own bytes, for who keeps or passes them on
 */
public record Received<E extends Event>(
    E event, String key, int partition, long offset, String eventId, Instant time, byte[] data) {}
