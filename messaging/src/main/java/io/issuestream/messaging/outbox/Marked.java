package io.issuestream.messaging.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A state that has not left yet; without data it leaves as a tombstone.
 *
 * @param traceparent the trace it was written in, where somebody looks at that
 * @param changedAt when what it tells of changed at its origin, where that is known
 */
record Marked(
    int shard,
    String topic,
    String key,
    String teamId,
    String type,
    long revision,
    Instant time,
    byte @Nullable [] data,
    @Nullable String traceparent,
    @Nullable Instant changedAt) {

  int bytes() {
    return data == null ? 0 : data.length;
  }
}
