package io.issuestream.integration.nightly;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * What the command was told.
 *
 * @param night null for the present one
 * @param zone where the night is
 * @param limit how long the broker may take, 1 s to 10 min
 */
record TriggerOptions(@Nullable LocalDate night, ZoneId zone, Duration limit, boolean help) {

  private static final List<String> KNOWN = List.of("night", "zone", "timeout", "help");
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /**
   * Reads {@code --name=value} arguments.
   *
   * @throws IllegalArgumentException saying what is not understood
   */
  static TriggerOptions of(List<String> arguments) {
    var given = new SimpleCommandLinePropertySource(arguments.toArray(String[]::new));
    Stream.concat(
            Arrays.stream(given.getPropertyNames()).filter(name -> !KNOWN.contains(name)),
            arguments.stream().filter(argument -> !argument.startsWith("--")))
        .findFirst()
        .ifPresent(unknown -> {
          throw new IllegalArgumentException("\"" + unknown + "\" is not understood.");
        });
    String night = given.getProperty("night");
    String zone = given.getProperty("zone");
    String limit = given.getProperty("timeout");
    return new TriggerOptions(
        night == null ? null : night(night),
        zone == null ? ZoneOffset.UTC : zone(zone),
        limit == null ? Duration.ofSeconds(30) : limit(limit),
        given.containsProperty("help"));
  }

  /** The night that is meant. */
  Night chosen(Instant now) {
    return night == null ? Night.at(now, zone) : new Night(night);
  }

  private static LocalDate night(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("--night=" + text + " is no date like 2026-11-27.", e);
    }
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "--zone=" + text + " is no time zone like Europe/Berlin.", e);
    }
  }

  private static Duration limit(String text) {
    try {
      Duration limit = DurationStyle.detectAndParse(text);
      if (limit.compareTo(SHORTEST) >= 0 && limit.compareTo(LONGEST) <= 0) {
        return limit;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(outside(text), e);
    }
    throw new IllegalArgumentException(outside(text));
  }

  private static String outside(String text) {
    return "--timeout=" + text + " is no time of 1s to 10m.";
  }
}
