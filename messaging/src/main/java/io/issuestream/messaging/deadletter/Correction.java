package io.issuestream.messaging.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to put in place of a record's own before it is tried again.
 *
 * @param key null for the record's
 * @param data null for the record's
 * @param headers by name, in place of all of that name
 */
public record Correction(
    @Nullable String key, byte @Nullable [] data, Map<String, String> headers) {

  public Correction {
    headers = Map.copyOf(headers);
  }

  /** A correction whose data is text, such as JSON; it goes out as UTF-8. */
  public static Correction of(
      @Nullable String key, @Nullable String data, Map<String, String> headers) {
    return new Correction(
        key, data == null ? null : data.getBytes(StandardCharsets.UTF_8), headers);
  }
}
