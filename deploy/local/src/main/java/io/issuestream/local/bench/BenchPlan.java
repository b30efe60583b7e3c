package io.issuestream.local.bench;

import io.issuestream.local.demo.Surface;
import java.util.Map;

/**
 * What is measured.
 *
 * @param issues of the measured run; the warm-up has a quarter of them
 */
record BenchPlan(int issues, Surface surface) {
  static final String WARM_PROJECT = "WARM";
  static final String PROJECT = "BENCH";
  private static final long WARM_SEED = 1;
  private static final long SEED = 2;

  BenchPlan {
    if (issues < 1000) {
      throw new IllegalArgumentException(
          "A benchmark of fewer than 1000 issues measures nothing; give --issues more.");
    }
  }

  int warmIssues() {
    return issues / 4;
  }

  long seed(String project) {
    return project.equals(PROJECT) ? SEED : WARM_SEED;
  }

  /** Nothing holds the pipeline back, and nothing else happens meanwhile. */
  Map<String, String> environment() {
    return Map.of("JIRA_RATE_LIMIT_PER_SECOND", "100000", "SYNC_INTERVAL_MINUTES", "0");
  }
}
