package io.issuestream.jira;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes apart the text in which Jira Server writes a sprint: {@code
 * com.atlassian.greenhopper.service.sprint.Sprint@be7f5f[id=82,state=CLOSED,name=A,
 * b=c],goal=<null>,...]}.
 *
 * <p>Name and goal are free text and may hold commas, brackets, equals signs and even {@code
 * ,goal=}; all other values are of a strict form and without commas, and each key stands once. So
 * the text is read from key to key, a free text may end before any known key not yet seen, and the
 * reading that accounts for most known keys wins; among equals the one with the longest first text.
 */
final class SprintText {

  private static final Predicate<String> NUMBER = form("\\d+");
  private static final Predicate<String> FLAG = form("true|false");
  private static final Predicate<String> WORD = form("[A-Za-z_]+");
  private static final Predicate<String> DATE = form("\\d[\\dT:.Z+-]*");
  private static final Map<String, Predicate<String>> STRICT =
      Map.ofEntries(
          Map.entry("id", NUMBER),
          Map.entry("rapidViewId", NUMBER),
          Map.entry("sequence", NUMBER),
          Map.entry("incompleteIssuesDestinationId", NUMBER),
          Map.entry("state", WORD),
          Map.entry("startDate", DATE),
          Map.entry("endDate", DATE),
          Map.entry("completeDate", DATE),
          Map.entry("activatedDate", DATE),
          Map.entry("autoStartStop", FLAG),
          Map.entry("synced", FLAG));
  private static final Set<String> FREE = Set.of("name", "goal");
  private static final String NULL = "<null>";

  /** More ends than this for one text are not tried; real names hold 255 characters. */
  private static final int MOST_ENDS = 40;

  private final String body;

  private SprintText(String body) {
    this.body = body;
  }

  /** The values by key, without those written as {@code <null>}; null when it is no sprint. */
  static @Nullable Map<String, String> read(String text) {
    int open = text.indexOf('[');
    if (open < 0 || !text.endsWith("]")) {
      return null;
    }
    SprintText sprint = new SprintText(text.substring(open + 1, text.length() - 1));
    Map<String, String> plain = sprint.withEveryKeyOnce();
    if (plain != null) {
      return plain;
    }
    Reading reading = sprint.from(0, Set.of());
    return reading == null ? null : reading.values;
  }

  /**
   * The usual case, in one pass: no known key stands twice, so there is only one reading with all
   * of them. Null when it is not so plain.
   */
  private @Nullable Map<String, String> withEveryKeyOnce() {
    Map<String, String> values = new HashMap<>();
    Set<String> seen = new HashSet<>();
    int start = 0;
    while (start <= body.length()) {
      String key = keyAt(start);
      if (key == null || !isKnown(key) || !seen.add(key)) {
        return null;
      }
      int value = start + key.length() + 1;
      int end = nextEnd(value, Set.of());
      String found = body.substring(value, end < 0 ? body.length() : end);
      if (!FREE.contains(key) && !fits(key, found)) {
        return null;
      }
      if (!found.equals(NULL)) {
        values.put(key, found);
      }
      start = end < 0 ? body.length() + 1 : end + 1;
    }
    return values;
  }

  private @Nullable Reading from(int start, Set<String> seen) {
    if (start > body.length()) {
      return new Reading();
    }
    String key = keyAt(start);
    if (key == null || seen.contains(key)) {
      return null;
    }
    int value = start + key.length() + 1;
    if (FREE.contains(key)) {
      return freeText(key, value, with(seen, key));
    }
    int comma = body.indexOf(',', value);
    int end = comma < 0 ? body.length() : comma;
    String found = body.substring(value, end);
    if (isKnown(key) && !fits(key, found)) {
      return null;
    }
    Reading rest = from(end + 1, with(seen, key));
    return rest == null ? null : rest.with(key, found, isKnown(key));
  }

  private @Nullable Reading freeText(String key, int value, Set<String> seen) {
    Reading best = null;
    int end = value;
    for (int tried = 0; tried < MOST_ENDS && end >= 0; tried++) {
      end = nextEnd(tried == 0 ? value : end + 1, seen);
      Reading rest = from(end < 0 ? body.length() + 1 : end + 1, seen);
      if (rest != null && (best == null || rest.known + 1 >= best.known)) {
        best = rest.with(key, body.substring(value, end < 0 ? body.length() : end), true);
      }
    }
    return best;
  }

  /** The next comma with a known key behind it that has not been seen; -1 when there is none. */
  private int nextEnd(int from, Set<String> seen) {
    for (int comma = body.indexOf(',', from); comma >= 0; comma = body.indexOf(',', comma + 1)) {
      String key = keyAt(comma + 1);
      if (key != null && isKnown(key) && !seen.contains(key)) {
        return comma;
      }
    }
    return -1;
  }

  private @Nullable String keyAt(int start) {
    int at = start;
    while (at < body.length() && Character.isLetterOrDigit(body.charAt(at))) {
      at++;
    }
    boolean key = at > start && at < body.length() && body.charAt(at) == '=';
    return key ? body.substring(start, at) : null;
  }

  private static boolean isKnown(String key) {
    return STRICT.containsKey(key) || FREE.contains(key);
  }

  private static boolean fits(String strictKey, String value) {
    Predicate<String> form = STRICT.get(strictKey);
    return value.equals(NULL) || (form != null && form.test(value));
  }

  private static Set<String> with(Set<String> seen, String key) {
    Set<String> more = new HashSet<>(seen);
    more.add(key);
    return more;
  }

  private static Predicate<String> form(String pattern) {
    return Pattern.compile(pattern).asMatchPredicate();
  }

  /** Values of a possible reading, and how many known keys they account for. */
  private static final class Reading {
    private final Map<String, String> values = new HashMap<>();
    private int known;

    private Reading with(String key, String value, boolean isKnown) {
      if (!value.equals(NULL)) {
        values.put(key, value);
      }
      known += isKnown ? 1 : 0;
      return this;
    }
  }
}
