package io.issuestream.local.watch;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A PromQL expression that promtool has parsed, so that taking words out of it is enough here. */
public final class Query {

  private static final Pattern LABELS =
      Pattern.compile(
          "\\{[^}]*}|\\[[^]]*]|\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
  private static final Pattern WORD =
      Pattern.compile("(?<![\\w.])([a-zA-Z_:][a-zA-Z0-9_:]*)(?![\\w(])(?!\\s*\\()");
  private static final Set<String> KEYWORDS =
      Set.of("and", "or", "unless", "offset", "bool", "by", "without", "on", "ignoring");

  private Query() {}

  /** The name of a series' metric: a timer is one metric and several series. */
  public static String withoutSuffix(String series) {
    return series.replaceFirst("_seconds_(bucket|count|sum|max)$", "_seconds");
  }

  /** The series that an expression asks for. */
  public static Set<String> metrics(String expression) {
    String bare = LABELS.matcher(expression).replaceAll(" ");
    Set<String> metrics = new TreeSet<>();
    Matcher words = WORD.matcher(bare.replaceAll("\"[^\"]*\"", " "));
    while (words.find()) {
      if (!KEYWORDS.contains(words.group(1))) {
        metrics.add(words.group(1));
      }
    }
    return metrics;
  }
}
