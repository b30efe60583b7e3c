package io.issuestream.messaging.inbound;

import io.issuestream.contracts.Event;
import io.issuestream.contracts.EventTypes;
import io.issuestream.contracts.Keys;
import io.issuestream.messaging.EventHeaders;
import io.issuestream.messaging.EventJson;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Turns a record into an event of one family, or says why it is none. */
final class RecordDecoder<E extends Event> {

  private final Class<E> family;

  RecordDecoder(Class<E> family) {
    this.family = family;
  }

  /**
   * Decodes and checks a record.
   *
   * @throws RecordRefused if a header is missing, the type unknown, the data not readable, or the
   *     key another team's
   */
  Received<E> decode(RawRecord record) {
    String key = record.key();
    byte[] value = record.value();
    if (key == null || value == null) {
      throw new RecordRefused("The record has no " + (key == null ? "key" : "data"));
    }
    Class<? extends E> type = type(header(record, EventHeaders.TYPE));
    E event = read(value, type);
    if (!Keys.of(event).equals(key)) {
      throw new RecordRefused("The key " + key + " is not that of its event, " + Keys.of(event));
    }
    return new Received<>(
        event,
        key,
        record.partition(),
        record.offset(),
        header(record, EventHeaders.ID),
        time(record),
        value);
  }

  private Class<? extends E> type(String name) {
    Class<? extends Event> type =
        EventTypes.byName(name).orElseThrow(() -> new RecordRefused("Unknown event type " + name));
    if (!family.isAssignableFrom(type)) {
      throw new RecordRefused(name + " does not belong on this topic");
    }
    return type.asSubclass(family);
  }

  private static <T extends Event> T read(byte[] value, Class<T> type) {
    try {
      return EventJson.read(value, type);
    } catch (JacksonException failure) {
      throw new RecordRefused(
          "The data is not a " + type.getSimpleName() + ": " + failure.getOriginalMessage(),
          failure);
    }
  }

  private static Instant time(RawRecord record) {
    String text = header(record, EventHeaders.TIME);
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException failure) {
      throw new RecordRefused("The time " + text + " is none", failure);
    }
  }

  private static String header(RawRecord record, String name) {
    @Nullable String value = record.headers().get(name);
    if (value == null) {
      throw new RecordRefused("The header " + name + " is missing");
    }
    return value;
  }
}
