package io.issuestream.sandbox.jql;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Date literals. They have no zone: Jira reads them in the calling account's. At the end of summer
 * time a literal means the earlier of two moments, at its beginning the moment after the gap.
 */
final class JqlDates {
  private static final Pattern RELATIVE = Pattern.compile("([+-]?)(\\d+)([wdhm])");
  private static final Pattern ABSOLUTE =
      Pattern.compile("(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})(?: (\\d{1,2}):(\\d{2}))?");

  private JqlDates() {}

  /** The moment in epoch milliseconds. */
  static long millis(String field, String literal, ZoneId zone, Instant now) {
    Matcher relative = RELATIVE.matcher(literal);
    if (relative.matches()) {
      long amount = Long.parseLong(relative.group(2));
      Duration distance =
          switch (relative.group(3)) {
            case "w" -> Duration.ofDays(7 * amount);
            case "d" -> Duration.ofDays(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofMinutes(amount);
          };
      return (relative.group(1).equals("-") ? now.minus(distance) : now.plus(distance))
          .toEpochMilli();
    }
    if (literal.matches("\\d{9,15}")) {
      return Long.parseLong(literal);
    }
    Matcher absolute = ABSOLUTE.matcher(literal);
    if (absolute.matches()) {
      try {
        LocalDate date =
            LocalDate.of(number(absolute, 1), number(absolute, 2), number(absolute, 3));
        LocalDateTime time =
            absolute.group(4) == null
                ? date.atStartOfDay()
                : date.atTime(number(absolute, 4), number(absolute, 5));
        return time.atZone(zone).toInstant().toEpochMilli();
      } catch (DateTimeException e) {
        throw invalid(field, literal);
      }
    }
    throw invalid(field, literal);
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private static QueryRejected invalid(String field, String literal) {
    return new QueryRejected(
        ("Date value '%s' for field '%s' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm',"
                + " 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w"
                + " 2d'.")
            .formatted(literal, field));
  }
}
