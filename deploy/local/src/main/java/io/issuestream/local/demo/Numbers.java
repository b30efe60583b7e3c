package io.issuestream.local.demo;

import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Figures as people read them, the same wherever they live. */
public final class Numbers {
  private Numbers() {}

  /** {@code 29,057}. */
  public static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1,234.5}. */
  public static String tenths(double number) {
    return String.format(Locale.ROOT, "%,.1f", number);
  }

  /** {@code 1.234 s}. */
  public static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f s", time.toNanos() / 1e9);
  }

  /** A share of 0 to 1 as {@code 73 %}; a dash where there is none. */
  static String percent(JsonNode share) {
    return share.isNumber() ? String.format(Locale.ROOT, "%.0f %%", share.asDouble() * 100) : "-";
  }

  /** At most one decimal; a dash where there is no number. */
  static String plain(JsonNode number) {
    if (!number.isNumber()) {
      return "-";
    }
    String text = tenths(number.asDouble());
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** Hours, as days from two days on. */
  static String hours(JsonNode hours) {
    if (!hours.isNumber()) {
      return "-";
    }
    double value = hours.asDouble();
    return value < 48 ? tenths(value) + " h" : tenths(value / 24) + " d";
  }
}
