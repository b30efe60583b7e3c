package io.issuestream.sandbox.generate;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to make up.
 *
 * @param issues how many issues over all projects, at least 1
 * @param seed the same seed gives the same team
 * @param projects project keys; empty chooses one project for every 6,500 issues
 * @param anchor the moment that counts as now: the active sprint is five days old then and nothing
 *     is later
 * @param pullRequests how many pull requests over all projects; null leaves it to the issues, about
 *     four of ten having one
 */
public record GenerateOptions(
    int issues, long seed, List<String> projects, Instant anchor, @Nullable Integer pullRequests) {
  /** The anchor used where none is given: fixed, so that answers do not change from day to day. */
  public static final Instant DEFAULT_ANCHOR = Instant.parse("2026-11-02T14:00:00Z");

  private static final int ISSUES_PER_PROJECT = 6_500;

  private static final List<String> KEYS =
      List.of("PAY", "WEB", "MOB", "OPS", "DAT", "SEC", "INT", "CRM", "INV", "REP", "SRC", "DO");

  /** Checks the number and fills in the projects. */
  public GenerateOptions {
    if (issues < 1 || issues > 2_000_000) {
      throw new IllegalArgumentException(
          "The number of issues must be between 1 and 2000000, not " + issues + ".");
    }
    if (pullRequests != null && (pullRequests < 0 || pullRequests > 1_000_000)) {
      throw new IllegalArgumentException(
          "The number of pull requests must be between 0 and 1000000, not " + pullRequests + ".");
    }
    projects = projects.isEmpty() ? chosen(issues) : List.copyOf(projects);
    for (String key : projects) {
      if (!key.matches("[A-Z][A-Z0-9_]{1,9}")) {
        throw new IllegalArgumentException(
            "'"
                + key
                + "' is not a project key: 2 to 10 capital letters and digits, beginning with a"
                + " letter.");
      }
    }
    if (projects.stream().distinct().count() < projects.size()) {
      throw new IllegalArgumentException("A project key is given twice.");
    }
  }

  /** With projects chosen and the fixed anchor. */
  public static GenerateOptions of(int issues, long seed) {
    return new GenerateOptions(issues, seed, List.of(), DEFAULT_ANCHOR, null);
  }

  /** The same with these projects. */
  public GenerateOptions in(List<String> keys) {
    return new GenerateOptions(issues, seed, keys, anchor, pullRequests);
  }

  /** The same ending at another moment. */
  public GenerateOptions endingAt(Instant moment) {
    return new GenerateOptions(issues, seed, projects, moment, pullRequests);
  }

  /** The same with exactly so many pull requests. */
  public GenerateOptions withPullRequests(int count) {
    return new GenerateOptions(issues, seed, projects, anchor, count);
  }

  private static List<String> chosen(int issues) {
    int count = Math.clamp((issues + ISSUES_PER_PROJECT - 1) / ISSUES_PER_PROJECT, 1, KEYS.size());
    return KEYS.subList(0, count);
  }
}
