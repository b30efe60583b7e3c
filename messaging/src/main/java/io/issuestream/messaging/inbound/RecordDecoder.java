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
import tools.jackson.databind.DatabindException;

/** Turns a record into an event of one family, or says why it is none. */
final class RecordDecoder<E extends Event> {

  private static final int LONGEST_QUOTE = 200;

  private final Class<E> family;
  private final long largest;

  /**
   * A decoder.
   *
   * @param largest bytes that an event's data may have
   */
  RecordDecoder(Class<E> family, long largest) {
    this.family = family;
    this.largest = largest;
  }

  /**
   * Decodes and checks a record.
   *
   * @throws RecordRefused if a header is missing, the type unknown, the data not readable or too
   *     much, or the key another team's
   */
  Received<E> decode(RawRecord record) {
    String key = record.key();
    byte[] value = record.value();
    if (key == null) {
      throw new RecordRefused(Cause.MISSING_KEY, "The record has no key");
    }
    if (value == null || value.length == 0) {
      throw new RecordRefused(Cause.MISSING_DATA, "The record has no data");
    }
    if (value.length > largest) {
      throw new RecordRefused(
          Cause.TOO_LARGE,
          "The data has %d bytes; an event has %d at most".formatted(value.length, largest));
    }
    E event = read(value, type(header(record, EventHeaders.TYPE)));
    checkKey(key, event);
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
    Class<? extends Event> type = EventTypes.byName(name).orElseThrow(() -> unknown(name));
    if (!family.isAssignableFrom(type)) {
      throw new RecordRefused(Cause.WRONG_TOPIC, name + " does not belong on this topic");
    }
    return type.asSubclass(family);
  }

  private static RecordRefused unknown(String name) {
    return TypeVersion.of(name)
        .flatMap(version -> version.against(EventTypes.names()))
        .map(cause ->
            new RecordRefused(cause, "Of " + quoted(name) + " another version is read here"))
        .orElseGet(
            () -> new RecordRefused(Cause.UNKNOWN_TYPE, "Unknown event type " + quoted(name)));
  }

  private static <T extends Event> T read(byte[] value, Class<T> type) {
    try {
      @Nullable T event = EventJson.read(value, type);
      if (event != null) {
        return event;
      }
    } catch (DatabindException failure) {
      // What is in the data can fail its constructor in any way; what it says may quote the data.
      throw new RecordRefused(
          Cause.WRONG_SCHEMA,
          "The data is not a %s: %s (%s)"
              .formatted(
                  type.getSimpleName(),
                  failure.getOriginalMessage(),
                  failure.getPathReference().replaceAll("io\\.issuestream\\.[a-z.]+", "")),
          failure);
    } catch (JacksonException failure) {
      throw new RecordRefused(
          Cause.BAD_JSON,
          "The data is not a " + type.getSimpleName() + ": " + failure.getOriginalMessage(),
          failure);
    }
    throw new RecordRefused(Cause.WRONG_SCHEMA, "The data is not a " + type.getSimpleName());
  }

  private static void checkKey(String key, Event event) {
    String own = Keys.of(event);
    if (!own.equals(key)) {
      throw new RecordRefused(
          Keys.teamOf(key).equals(event.teamId()) ? Cause.FOREIGN_KEY : Cause.FOREIGN_TEAM,
          "The key " + quoted(key) + " is not that of its event, " + own);
    }
  }

  private static Instant time(RawRecord record) {
    String text = header(record, EventHeaders.TIME);
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException failure) {
      throw new RecordRefused(Cause.BAD_HEADER, "The time " + quoted(text) + " is none", failure);
    }
  }

  private static String header(RawRecord record, String name) {
    @Nullable String value = record.header(name);
    if (value == null) {
      throw new RecordRefused(Cause.MISSING_HEADER, "The header " + name + " is missing");
    }
    return value;
  }

  private static String quoted(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST_QUOTE));
  }
}
