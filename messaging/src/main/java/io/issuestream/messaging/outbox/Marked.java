package io.issuestream.messaging.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A state that has not left yet; without data it leaves as a tombstone. */
record Marked(
    int shard,
    String topic,
    String key,
    String teamId,
    String type,
    long revision,
    Instant time,
    byte @Nullable [] data) {}
