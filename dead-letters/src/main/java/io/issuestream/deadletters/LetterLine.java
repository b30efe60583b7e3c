package io.issuestream.deadletters;

import io.issuestream.messaging.deadletter.LetterSummary;
import io.issuestream.messaging.inbound.Cause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A letter in a list.
 *
 * @param id names it, such as {@code jira.issues:3:1042}
 * @param topic partition and offset: where its record stood
 * @param code of the cause, and {@code cause} what that means
 * @param failure class of the failure
 * @param dataBytes how much data the record has; null for a record without data
 */
record LetterLine(
    String id,
    String topic,
    int partition,
    long offset,
    String code,
    String cause,
    String failure,
    @Nullable String key,
    @Nullable String team,
    @Nullable String type,
    Instant writtenAt,
    int attempts,
    Instant putAsideAt,
    Instant lastTriedAt,
    @Nullable Long dataBytes) {

  static LetterLine of(LetterSummary letter) {
    return new LetterLine(
        letter.id().toString(),
        letter.id().topic(),
        letter.id().partition(),
        letter.id().offset(),
        letter.code(),
        Cause.of(letter.code()).orElse(Cause.UNSORTED).sentence(),
        letter.failure(),
        letter.key(),
        letter.team(),
        letter.type(),
        letter.originTime(),
        letter.attempts(),
        letter.putAside(),
        letter.lastTried(),
        letter.dataBytes());
  }
}
