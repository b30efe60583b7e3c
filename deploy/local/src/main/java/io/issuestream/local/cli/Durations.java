package io.issuestream.local.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Lengths of time as people write and read them. */
public final class Durations {
  private Durations() {}

  /**
   * {@code 42 s}, {@code 3 min 5 s}, {@code 2 h 10 min}, {@code 3 d 4 h}: the two largest units.
   */
  public static String words(Duration duration) {
    if (duration.toDays() > 0) {
      return duration.toDays() + " d " + duration.toHoursPart() + " h";
    }
    if (duration.toHours() > 0) {
      return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
    if (duration.toMinutes() > 0) {
      return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }
    return duration.toSeconds() + " s";
  }

  /**
   * Reads {@code 90s}, {@code 30m}, {@code 12h}, {@code 7d}, or what ISO 8601 allows.
   *
   * @throws IllegalArgumentException saying what is understood
   */
  public static Duration parse(String text) {
    String plain = text.strip().toUpperCase(Locale.ROOT);
    try {
      if (plain.startsWith("P")) {
        return Duration.parse(plain);
      }
      return Duration.parse(plain.endsWith("D") ? "P" + plain : "PT" + plain);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no length of time; write 90s, 30m, 12h or 7d.", e);
    }
  }
}
