package io.issuestream.messaging.inbound;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record as the broker gave it. */
record RawRecord(
    String topic,
    int partition,
    long offset,
    @Nullable String key,
    byte @Nullable [] value,
    Map<String, String> headers) {}
