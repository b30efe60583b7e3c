package io.issuestream.edge.testing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who may call one endpoint.
 *
 * @param who roles; {@code anyone}; or {@code signed}, where something else than a token says who
 *     calls
 * @param body what to send with it, empty for nothing
 */
record EndpointRule(String method, String path, Set<String> who, String body) {

  private static final Pattern VARIABLE = Pattern.compile("\\{\\*?([A-Za-z]+)[^}]*}");

  private static final Set<String> KNOWN =
      Set.of("anyone", "signed", "member", "team_admin", "sre");

  /** Reads a table of method, path, who and (optionally) body; {@code #} begins a remark. */
  static List<EndpointRule> parse(String table) {
    return table
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(EndpointRule::line)
        .toList();
  }

  private static EndpointRule line(String line) {
    String[] parts = line.split("\\s+", 4);
    Set<String> who = Set.of(parts[2].split(","));
    if (!KNOWN.containsAll(who)) {
      throw new IllegalArgumentException("Not a rule: " + line);
    }
    return new EndpointRule(parts[0], parts[1], who, parts.length < 4 ? "" : parts[3]);
  }

  /** As a mapping is listed. */
  String endpoint() {
    return method + " " + path;
  }

  boolean open() {
    return who.contains("anyone");
  }

  boolean signed() {
    return who.contains("signed");
  }

  boolean reads() {
    return method.equals("GET");
  }

  boolean namesSomething() {
    return path.contains("{");
  }

  /** A path to call, with real identifiers in place of variables. */
  String filled(Map<String, String> identifiers) {
    return VARIABLE.matcher(path).replaceAll(variable -> value(variable, identifiers));
  }

  private String value(MatchResult variable, Map<String, String> identifiers) {
    String value = identifiers.get(variable.group(1));
    if (value == null && !signed()) {
      throw new AssertionError(
          "No real " + variable.group(1) + " was given for " + endpoint() + " to be tried with.");
    }
    String filled = value == null ? "unknown" : value;
    return Matcher.quoteReplacement(filled);
  }
}
