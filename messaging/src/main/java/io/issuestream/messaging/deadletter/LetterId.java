package io.issuestream.messaging.deadletter;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a letter by where its record stood: {@code jira.issues:3:1042}. Ordered as the records
 * were.
 *
 * @param topic without the installation's prefix
 */
public record LetterId(String topic, int partition, long offset) implements Comparable<LetterId> {

  private static final Pattern FORM =
      Pattern.compile("([a-z][a-z0-9.-]{0,99}):(\\d{1,9}):(\\d{1,18})");

  private static final Comparator<LetterId> ORDER =
      Comparator.comparing(LetterId::topic)
          .thenComparingInt(LetterId::partition)
          .thenComparingLong(LetterId::offset);

  /** Reads the text form; empty for anything else. */
  public static Optional<LetterId> of(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new LetterId(
                matcher.group(1),
                Integer.parseInt(matcher.group(2)),
                Long.parseLong(matcher.group(3))))
        : Optional.empty();
  }

  @Override
  public int compareTo(LetterId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return topic + ":" + partition + ":" + offset;
  }
}
