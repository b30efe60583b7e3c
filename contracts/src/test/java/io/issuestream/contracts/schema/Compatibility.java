package io.issuestream.contracts.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says which changes of event shapes break somebody.
 *
 * <p>Two readers have to be kept alive: the new one, which meets events written years ago, because
 * compacted topics keep them for ever; and the old one, which meets new events while a release
 * rolls out. So what was there stays, with its type, as certain as it was, and what is new is
 * optional. Allowed besides: new event types, wider bounds and new values of an enumeration, which
 * readers are deployed for before writers use them.
 */
final class Compatibility {

  private static final Pattern VERSION = Pattern.compile("(.+\\.v)(\\d+)");

  private Compatibility() {}

  /** A sentence for each breaking change; empty if there is none. */
  static List<String> breaks(Map<String, Shape> released, Map<String, Shape> now) {
    var breaks = new ArrayList<String>();
    released.forEach((type, before) -> {
      Shape after = now.get(type);
      if (after == null) {
        breaks.add(type + " is gone, but its events stay on the topic.");
      } else {
        breaks.addAll(breaks(before, after).stream().map(it -> type + ": " + it).toList());
      }
    });
    return breaks;
  }

  /** What to do instead of a breaking change of this type. */
  static String nextMajor(String wireType) {
    Matcher version = VERSION.matcher(wireType);
    if (!version.matches()) {
      return "a wire type with a version";
    }
    return version.group(1) + (Integer.parseInt(version.group(2)) + 1);
  }

  private static List<String> breaks(Shape before, Shape after) {
    var breaks = new ArrayList<String>();
    before
        .parts()
        .forEach((path, was) -> {
          Part is = after.parts().get(path);
          if (is != null) {
            breaks.addAll(breaks(path, was, is));
          } else if (after.parts().containsKey(parent(path)) || parent(path).isEmpty()) {
            breaks.add(path + " is gone.");
          }
        });
    after
        .parts()
        .forEach((path, is) -> {
          boolean isNew = !before.parts().containsKey(path);
          boolean ofOldParent = parent(path).isEmpty() || before.parts().containsKey(parent(path));
          if (isNew && is.required() && ofOldParent) {
            breaks.add(path + " is new and required, but older events do not have it.");
          }
        });
    return breaks;
  }

  private static List<String> breaks(String path, Part was, Part is) {
    var breaks = new ArrayList<String>();
    if (!was.type().equals(is.type())) {
      breaks.add(path + " was " + was.type() + " and is now " + is.type() + ".");
    }
    if (!was.required() && is.required()) {
      breaks.add(path + " was optional and is now required, but older events may lack it.");
    }
    if (was.required() && !is.required()) {
      breaks.add(path + " was required and is now optional, but older readers rely on it.");
    }
    breaks.addAll(valueBreaks(path, was, is));
    if (isAbove(is.min(), was.min())) {
      breaks.add(path + " must now be at least " + is.min() + ", which older events may not be.");
    }
    if (isAbove(negated(is.max()), negated(was.max()))) {
      breaks.add(path + " must now be at most " + is.max() + ", which older events may not be.");
    }
    if (is.pattern() != null && !is.pattern().equals(was.pattern())) {
      breaks.add(path + " must now match " + is.pattern() + ", which older events may not.");
    }
    return breaks;
  }

  private static List<String> valueBreaks(String path, Part was, Part is) {
    if (was.values().isEmpty()) {
      return is.values().isEmpty()
          ? List.of()
          : List.of(path + " could have any value and is now limited to " + is.values() + ".");
    }
    if (is.values().isEmpty()) {
      return List.of(path + " was limited to " + was.values() + " and can now have any value.");
    }
    var gone = new TreeSet<>(was.values());
    gone.removeAll(is.values());
    return gone.stream()
        .map(value -> path + " can no longer be " + value + ", but older events may be.")
        .toList();
  }

  /** Whether the first limit is stricter than the second; no limit is the least strict. */
  private static boolean isAbove(@Nullable BigDecimal first, @Nullable BigDecimal second) {
    return first != null && (second == null || first.compareTo(second) > 0);
  }

  private static @Nullable BigDecimal negated(@Nullable BigDecimal value) {
    return value == null ? null : value.negate();
  }

  /** The place that contains another; empty for what the event itself has. */
  private static String parent(String path) {
    if (path.endsWith("[]") || path.endsWith("{}")) {
      return path.substring(0, path.length() - 2);
    }
    int dot = path.lastIndexOf('.');
    return dot < 0 ? "" : path.substring(0, dot);
  }
}
