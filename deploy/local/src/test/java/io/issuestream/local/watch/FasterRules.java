package io.issuestream.local.watch;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The alert rules as they stand in {@code alerts.yml}, with every length of time a {@value
 * #TIMES}th of what it is: how long a condition has to last, over how long it is looked at, and the
 * two limits that are themselves a time for which something has stood still. All other limits stay.
 */
final class FasterRules {
  static final int TIMES = 30;

  /** Whose limit is how long something has stood still. */
  private static final Set<String> STANDING_STILL =
      Set.of("IssuestreamOutboxOld", "IssuestreamBreakerOpen");

  private static final Pattern FOR = Pattern.compile("(?m)^( +for: )(\\d+)m$");
  private static final Pattern LENGTH = Pattern.compile("(\\[|:)(\\d+)m(?=[]:)\\s]|$)");
  private static final Pattern LIMIT = Pattern.compile("(?<=> )(\\d+)$");

  private FasterRules() {}

  /** The text of a rule file. */
  static String text() {
    String rules = WatchFiles.text(WatchFiles.ALERTS);
    for (Map.Entry<String, Map<?, ?>> rule : WatchFiles.alerts().entrySet()) {
      String expression = (String) rule.getValue().get("expr");
      if (STANDING_STILL.contains(rule.getKey())) {
        String shorter =
            LIMIT.matcher(expression).replaceAll(limit -> seconds(limit.group(1), 1) + "");
        rules = rules.replace(expression, shorter);
      }
    }
    rules = FOR.matcher(rules).replaceAll(length -> length.group(1) + shorter(length.group(2)));
    return LENGTH
        .matcher(rules)
        .replaceAll(length -> Matcher.quoteReplacement(length.group(1) + shorter(length.group(2))));
  }

  private static String shorter(String minutes) {
    return seconds(minutes, 60) + "s";
  }

  private static long seconds(String number, int unit) {
    return Long.parseLong(number) * unit / TIMES;
  }
}
