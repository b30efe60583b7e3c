package io.issuestream.messaging.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a letter without opening it; nothing of the record's content but its key and
 * type.
 *
 * @param code of the cause; see {@link io.issuestream.messaging.inbound.Cause}
 * @param failure class of the failure
 * @param key the record's; null where it had none
 * @param team that the key names; null where it names none
 * @param type the event's name on the wire; null where the record had none
 * @param originTime when the record was written, by its topic's clock
 * @param attempts how often it was tried
 * @param putAside when it was first put aside
 * @param lastTried when it last failed
 * @param dataBytes how much data the record has; null for a record without data
 */
public record LetterSummary(
    LetterId id,
    String code,
    String failure,
    @Nullable String key,
    @Nullable String team,
    @Nullable String type,
    Instant originTime,
    int attempts,
    Instant putAside,
    Instant lastTried,
    @Nullable Long dataBytes) {

  private static final int LONGEST = 200;

  /** The same with what a record may make as long as it likes cut to {@value #LONGEST}. */
  LetterSummary shortened() {
    return new LetterSummary(
        id,
        code,
        failure,
        key == null ? null : shortened(key),
        team,
        type == null ? null : shortened(type),
        originTime,
        attempts,
        putAside,
        lastTried,
        dataBytes);
  }

  private static String shortened(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }
}
