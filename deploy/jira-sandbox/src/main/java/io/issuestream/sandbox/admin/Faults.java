package io.issuestream.sandbox.admin;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong on purpose.
 *
 * @param latencyMs how long every answer waits at least, 0 for not at all
 * @param jitterMs how much longer it may wait at most, drawn evenly
 * @param failNext what the next requests to Jira are answered with instead, null for nothing
 * @param troubles what else befalls requests to Jira; of several that would strike one, the first
 * @param brokenIssues keys of issues whose fields are written unreadably
 */
public record Faults(
    long latencyMs,
    long jitterMs,
    @Nullable FailNext failNext,
    List<Trouble> troubles,
    List<String> brokenIssues) {
  /** Nothing goes wrong. */
  public static final Faults NONE = new Faults(0, 0, null, List.of(), List.of());

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
    return NONE.withLatency(latency, Duration.ZERO);
  }

  /** The next requests failing. */
  public static Faults failing(FailNext failNext) {
    return new Faults(0, 0, failNext, List.of(), List.of());
  }

  /** Some issues unreadable. */
  public static Faults broken(List<String> keys) {
    return new Faults(0, 0, null, List.of(), List.copyOf(keys));
  }

  /** Troubles of several kinds. */
  public static Faults of(Trouble... troubles) {
    return new Faults(0, 0, null, List.of(troubles), List.of());
  }

  /** The same with every answer delayed, by up to {@code jitter} more. */
  public Faults withLatency(Duration latency, Duration jitter) {
    return new Faults(latency.toMillis(), jitter.toMillis(), failNext, troubles, brokenIssues);
  }
}
