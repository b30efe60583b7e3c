package io.issuestream.sandbox.admin;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong on purpose.
 *
 * @param latencyMs how long every Jira answer waits, 0 for not at all
 * @param failNext what the next requests are answered with instead, null for nothing
 * @param brokenIssues keys of issues whose fields are written unreadably
 */
public record Faults(long latencyMs, @Nullable FailNext failNext, List<String> brokenIssues) {
  /** Nothing goes wrong. */
  public static final Faults NONE = new Faults(0, null, List.of());

  /**
   * A run of failures.
   *
   * @param status what to answer: 429, 500, 503 or any other
   * @param count how many requests
   * @param retryAfterSeconds value of {@code Retry-After}, null for no such header
   * @param pathContains only requests whose path contains this, empty for all
   */
  public record FailNext(
      int status, int count, @Nullable Integer retryAfterSeconds, String pathContains) {
    /** Without Retry-After, for any path. */
    public FailNext(int status, int count) {
      this(status, count, null, "");
    }
  }

  /** Every answer delayed. */
  public static Faults latency(Duration latency) {
    return new Faults(latency.toMillis(), null, List.of());
  }

  /** The next requests failing. */
  public static Faults failing(FailNext failNext) {
    return new Faults(0, failNext, List.of());
  }

  /** Some issues unreadable. */
  public static Faults broken(List<String> keys) {
    return new Faults(0, null, List.copyOf(keys));
  }
}
