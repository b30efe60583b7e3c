package io.issuestream.contracts.schema;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a schema says about one place in an event.
 *
 * @param type JSON's type, with the format behind a colon where there is one: {@code
 *     string:date-time}
 * @param required whether every event has it
 * @param min the least number, where there is one
 * @param max the greatest number, where there is one
 * @param values the only values allowed; empty where all are
 * @param pattern the regular expression of a text, where there is one
 */
record Part(
    String type,
    boolean required,
    @Nullable BigDecimal min,
    @Nullable BigDecimal max,
    List<String> values,
    @Nullable String pattern) {

  private static final Pattern LINE =
      Pattern.compile(
          "(\\S+) (required|optional)(?: min=(\\S+))?(?: max=(\\S+))?(?: values=(\\S+))?(?: pattern=(.+))?");

  Part {
    values = List.copyOf(values);
  }

  /**
   * Reads what {@link #toString()} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static Part parse(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + line + "' does not describe a part of an event");
    }
    String values = matcher.group(5);
    return new Part(
        matcher.group(1),
        matcher.group(2).equals("required"),
        number(matcher.group(3)),
        number(matcher.group(4)),
        values == null ? List.of() : List.of(values.split("\\|")),
        matcher.group(6));
  }

  private static @Nullable BigDecimal number(@Nullable String text) {
    return text == null ? null : new BigDecimal(text);
  }

  /** One line: {@code integer required min=1}. */
  @Override
  public String toString() {
    var line = new StringBuilder(type).append(required ? " required" : " optional");
    if (min != null) {
      line.append(" min=").append(min.toPlainString());
    }
    if (max != null) {
      line.append(" max=").append(max.toPlainString());
    }
    if (!values.isEmpty()) {
      line.append(" values=").append(String.join("|", values));
    }
    if (pattern != null) {
      line.append(" pattern=").append(pattern);
    }
    return line.toString();
  }
}
