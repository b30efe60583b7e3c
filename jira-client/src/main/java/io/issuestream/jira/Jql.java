package io.issuestream.jira;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the JQL that Issuestream sends. Values are always quoted: INT, DO and AND are keys. */
public final class Jql {

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  /** Where the day begins last: no account's local time is further behind. */
  private static final ZoneId FURTHEST_BEHIND = ZoneOffset.ofHours(-12);

  private Jql() {}

  /** Issues of a project. */
  public static String project(String key) {
    return "project = " + quote(key);
  }

  /** Issues with an id above; the way to walk a Data Center project without drifting offsets. */
  public static String idAfter(long id) {
    return "id > " + id;
  }

  /** Issues with an id up to and including. */
  public static String idUpTo(long id) {
    return "id <= " + id;
  }

  /** Exactly these issues; at least one. */
  public static String idIn(Collection<Long> ids) {
    if (ids.isEmpty()) {
      throw new IllegalArgumentException("Name at least one issue.");
    }
    return ids.stream().map(String::valueOf).collect(Collectors.joining(",", "id in (", ")"));
  }

  /** Exactly the issues with these keys; at least one. */
  public static String keyIn(Collection<String> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("Name at least one issue.");
    }
    return keys.stream().map(Jql::quote).collect(Collectors.joining(",", "key in (", ")"));
  }

  /**
   * Issues changed at or after an instant. Jira reads the literal as a minute in the account's
   * zone, so it is rounded down; where that local minute happens twice or never, a minute before
   * the change of clocks is taken, because either reading of it lies before the instant. The answer
   * may therefore hold more than asked for, never less.
   *
   * @param watermark the instant, best taken from Jira's own {@code updated} values
   * @param accountZone zone of the calling account; null when hidden, which takes the zone furthest
   *     behind and so fetches up to 26 hours more
   */
  public static String updatedSince(Instant watermark, @Nullable ZoneId accountZone) {
    ZoneId zone = accountZone == null ? FURTHEST_BEHIND : accountZone;
    LocalDateTime minute = LocalDateTime.ofInstant(watermark, zone).truncatedTo(ChronoUnit.MINUTES);
    ZoneOffsetTransition change = zone.getRules().getTransition(minute);
    if (change != null) {
      LocalDateTime first = change.isGap() ? change.getDateTimeBefore() : change.getDateTimeAfter();
      minute = first.minusMinutes(1).truncatedTo(ChronoUnit.MINUTES);
    }
    return "updated >= \"" + MINUTE.format(minute) + "\"";
  }

  /** All of these conditions; empty ones are left out. */
  public static String and(String... conditions) {
    return Stream.of(conditions).filter(c -> !c.isBlank()).collect(Collectors.joining(" AND "));
  }

  /** A condition with an order, such as {@link #orderById()}. */
  public static String ordered(String condition, String order) {
    return condition + " " + order;
  }

  /** Ascending by id, the order that a walk by {@link #idAfter} needs. */
  public static String orderById() {
    return "ORDER BY id ASC";
  }

  /** Ascending by last change, the order of an incremental sync. */
  public static String orderByUpdated() {
    return "ORDER BY updated ASC, id ASC";
  }

  /** A JQL string with everything escaped that would end it. */
  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
