package io.issuestream.jira;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Jira's ways of writing a moment: {@code 2024-01-01T10:00:00.000+0000} in issues, {@code
 * ...T10:00:00.000Z} or {@code ...-05:00} in sprints, and epoch numbers. Read by hand, because an
 * issue with its histories holds dozens of them and a formatter costs most of the reading time.
 */
final class JiraTime {

  /** As milliseconds this is March 1973, as seconds the year 5138. */
  private static final long SECONDS_BELOW = 100_000_000_000L;

  private JiraTime() {}

  /** The moment in a property; null when it is absent, null or written in no known way. */
  static @Nullable Instant at(JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null) {
      return null;
    }
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      long epoch = value.longValue();
      // The specification's example of the bulk changelog is in seconds, webhooks use milliseconds.
      return Math.abs(epoch) < SECONDS_BELOW
          ? Instant.ofEpochSecond(epoch)
          : Instant.ofEpochMilli(epoch);
    }
    return value.isString() ? parse(value.stringValue()) : null;
  }

  /** A moment; null when the text is no date and time with an offset. */
  static @Nullable Instant parse(String text) {
    OffsetDateTime time = parseWithOffset(text);
    return time == null ? null : time.toInstant();
  }

  /** A moment with the offset it was written in; null when the text is none. */
  static @Nullable OffsetDateTime parseWithOffset(String text) {
    int length = text.length();
    if (length < 20 || text.charAt(4) != '-' || text.charAt(7) != '-' || text.charAt(10) != 'T') {
      return null;
    }
    try {
      int at = 19;
      int nanos = 0;
      if (text.charAt(at) == '.') {
        int unit = 100_000_000;
        for (at++; at < length && digit(text, at) >= 0; at++) {
          nanos += digit(text, at) * unit;
          unit /= 10;
        }
      }
      ZoneOffset offset = offset(text, at);
      if (offset == null || text.charAt(13) != ':' || text.charAt(16) != ':') {
        return null;
      }
      LocalDateTime local =
          LocalDateTime.of(
              two(text, 0) * 100 + two(text, 2),
              two(text, 5),
              two(text, 8),
              two(text, 11),
              two(text, 14),
              two(text, 17),
              nanos);
      return OffsetDateTime.of(local, offset);
    } catch (DateTimeException outOfRange) {
      return null;
    }
  }

  /** The zone of this name; null when it is absent or unknown to this Java. */
  static @Nullable ZoneId zone(@Nullable String name) {
    if (name == null) {
      return null;
    }
    try {
      return ZoneId.of(name);
    } catch (DateTimeException unknown) {
      return null;
    }
  }

  private static @Nullable ZoneOffset offset(String text, int at) {
    int rest = text.length() - at;
    if (rest == 1 && text.charAt(at) == 'Z') {
      return ZoneOffset.UTC;
    }
    boolean colon = rest == 6 && text.charAt(at + 3) == ':';
    if (rest != 3 && rest != 5 && !colon) {
      return null;
    }
    int minutes = two(text, at + 1) * 60 + (rest == 3 ? 0 : two(text, text.length() - 2));
    return switch (text.charAt(at)) {
      case '+' -> ZoneOffset.ofTotalSeconds(minutes * 60);
      case '-' -> ZoneOffset.ofTotalSeconds(-minutes * 60);
      default -> null;
    };
  }

  private static int two(String text, int at) {
    int tens = digit(text, at);
    int ones = digit(text, at + 1);
    if (tens < 0 || ones < 0) {
      throw new DateTimeException("not a number");
    }
    return tens * 10 + ones;
  }

  private static int digit(String text, int at) {
    int digit = text.charAt(at) - '0';
    return digit >= 0 && digit <= 9 ? digit : -1;
  }
}
