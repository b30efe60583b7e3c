package io.issuestream.deadletters;

import io.issuestream.messaging.deadletter.Dealt;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was done.
 *
 * @param letters each with its outcome: {@code retried} or {@code superseded} (by an erasure) and
 *     {@code discarded}, after which the letter is gone; {@code failed}, and it stays
 * @param next what to send as {@code after} to go on; null where no more are meant
 */
record DealtView(List<Line> letters, @Nullable String next) {

  /** A letter; with the code of the new cause where it failed again. */
  record Line(String id, String outcome, @Nullable String code) {}

  static DealtView of(Dealt dealt) {
    return new DealtView(
        dealt.letters().stream()
            .map(one ->
                new Line(
                    one.id().toString(), one.outcome().name().toLowerCase(Locale.ROOT), one.code()))
            .toList(),
        dealt.next() == null ? null : dealt.next().toString());
  }
}
