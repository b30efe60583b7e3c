package io.issuestream.sandbox.data;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;

/**
 * Jira's dates: {@code 2024-01-01T10:00:00.000+0000} for issues, the same with {@code Z} or {@code
 * -05:00} elsewhere.
 */
public final class JiraTime {
  private static final DateTimeFormatter READ =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .appendPattern("HH:mm:ss")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .optionalEnd()
          .appendPattern("[XXX][XX][X]")
          .toFormatter();

  private static final DateTimeFormatter WRITE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx");

  private JiraTime() {}

  /**
   * The moment in epoch milliseconds, or 0 where the text is no date: such an issue is served as it
   * is.
   */
  public static long millis(String text) {
    try {
      return OffsetDateTime.parse(text, READ).toInstant().toEpochMilli();
    } catch (DateTimeParseException e) {
      return 0;
    }
  }

  /** The moment as an issue's dates are written, at offset zero. */
  public static String text(long epochMillis) {
    return WRITE.format(Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC));
  }

  /** The moment as a sprint's dates are written on Cloud. */
  public static String utc(long epochMillis) {
    String text = text(epochMillis);
    return text.substring(0, text.length() - 5) + "Z";
  }
}
