package io.issuestream.contracts;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules every event record holds itself to; each failure says what was wrong in a sentence. */
public final class Checks {

  private Checks() {}

  /**
   * Checks what all events share.
   *
   * @throws IllegalArgumentException if the team is not named as teams are, or the revision is
   *     below 1
   */
  public static void event(String teamId, long revision) {
    Keys.requireTeam(requireNonNull(teamId, "teamId"));
    revision(revision);
  }

  /**
   * Checks a revision.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public static void revision(long revision) {
    if (revision < 1) {
      throw new IllegalArgumentException("A revision counts from 1, so it cannot be " + revision);
    }
  }

  /**
   * Checks that a text is there.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public static String text(String value, String name) {
    if (requireNonNull(value, name).isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank");
    }
    return value;
  }

  /**
   * Checks a number that has a least value.
   *
   * @throws IllegalArgumentException if it is below
   */
  public static void atLeast(long min, long value, String name) {
    if (value < min) {
      throw tooSmall(min, value, name);
    }
  }

  /**
   * Checks a number that has a least value, where there is one.
   *
   * @throws IllegalArgumentException if it is below, or not a finite number
   */
  public static void atLeast(long min, @Nullable Number value, String name) {
    if (value != null && !(value.doubleValue() >= min && Double.isFinite(value.doubleValue()))) {
      throw tooSmall(min, value, name);
    }
  }

  /**
   * Checks a share, where there is one.
   *
   * @throws IllegalArgumentException if it is below 0 or above 1
   */
  public static void share(@Nullable BigDecimal value, String name) {
    if (value != null && (value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0)) {
      throw new IllegalArgumentException(name + " must be between 0 and 1, not " + value);
    }
  }

  /**
   * Checks any other rule.
   *
   * @throws IllegalArgumentException with the sentence, if it does not hold
   */
  public static void that(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** An unmodifiable copy, empty where a producer of an older version wrote none. */
  public static <T> List<T> list(@Nullable List<T> values) {
    return values == null ? List.of() : List.copyOf(values);
  }

  /** An unmodifiable copy, empty where a producer of an older version wrote none. */
  public static <V> Map<String, V> map(@Nullable Map<String, V> values) {
    return values == null ? Map.of() : Map.copyOf(values);
  }

  private static IllegalArgumentException tooSmall(long min, Number value, String name) {
    return new IllegalArgumentException(name + " must be at least " + min + ", not " + value);
  }
}
