package io.issuestream.insights.finding;

import io.issuestream.contracts.insight.Evidence;
import io.issuestream.contracts.metrics.Amount;
import io.issuestream.contracts.metrics.SprintMetrics;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;

/** Puts figures into words. */
final class Wording {

  private static final double DAYS_FROM_HOURS = 72;

  private Wording() {}

  static String count(long number, String singular) {
    return number + " " + (number == 1 ? singular : singular + "s");
  }

  static String percent(double share) {
    return BigDecimal.valueOf(share * 100).setScale(0, RoundingMode.HALF_UP) + "%";
  }

  /** Issues, and points where there are any. */
  static String amount(Amount amount) {
    String issues = count(amount.issues(), "issue");
    return amount.points().signum() == 0 ? issues : issues + ", " + points(amount.points());
  }

  static String points(BigDecimal points) {
    String number = plain(points);
    return number + (number.equals("1") ? " point" : " points");
  }

  static String times(double ratio) {
    return plain(BigDecimal.valueOf(ratio).setScale(1, RoundingMode.HALF_UP)) + " times";
  }

  /** Hours, or days where they are many. */
  static String time(double hours) {
    boolean days = hours >= DAYS_FROM_HOURS;
    BigDecimal value =
        BigDecimal.valueOf(days ? hours / 24 : hours).setScale(1, RoundingMode.HALF_UP);
    return plain(value) + (days ? " days" : " hours");
  }

  static String days(Duration age) {
    return count(age.toDays(), "day");
  }

  static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  static String name(SprintMetrics sprint) {
    return sprint.name().isBlank() ? "Sprint " + sprint.sprintId() : sprint.name();
  }

  static Evidence evidence(String label, String value) {
    return new Evidence(label, value, List.of());
  }

  static Evidence evidence(String label, String value, List<String> references) {
    return new Evidence(label, value, references.stream().limit(Evidence.MAX_REFERENCES).toList());
  }
}
