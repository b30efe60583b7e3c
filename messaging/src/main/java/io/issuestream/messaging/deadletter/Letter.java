package io.issuestream.messaging.deadletter;

import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A letter, opened.
 *
 * @param sentence what exactly is wrong; may quote the data
 * @param headers the record's own
 * @param data the record's; null where it had none, or {@code dataLeftOut}
 * @param dataLeftOut whether the data was too large for the letter, so that it is on the record's
 *     topic alone, as long as that keeps it
 */
public record Letter(
    LetterSummary summary,
    String sentence,
    List<Header> headers,
    byte @Nullable [] data,
    boolean dataLeftOut) {

  public Letter {
    headers = List.copyOf(headers);
  }
}
