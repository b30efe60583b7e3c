package io.issuestream.sandbox.admin;

import io.issuestream.sandbox.http.Answer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Applies the faults and counts down the failures still to come. */
public final class FaultInjector {
  private volatile Faults current = Faults.NONE;
  private int left;

  /** Sets the faults in place of those before. */
  public synchronized void set(Faults chosen) {
    current = chosen;
    left = chosen.failNext() == null ? 0 : chosen.failNext().count();
  }

  /** The faults as set. */
  public Faults current() {
    return current;
  }

  /** How long every Jira answer waits. */
  public Duration latency() {
    return Duration.ofMillis(current.latencyMs());
  }

  /** The failure this request is to be answered with, or null for a proper answer. */
  public synchronized @Nullable Answer failure(String path) {
    Faults.FailNext next = current.failNext();
    if (next == null || left <= 0 || !path.contains(next.pathContains())) {
      return null;
    }
    left--;
    Answer answer =
        Answer.text(
            next.status(),
            "application/json;charset=UTF-8",
            "{\"errorMessages\":[\"The sandbox was told to fail this request.\"],\"errors\":{}}");
    if (next.status() == 429) {
      answer = answer.with("RateLimit-Reason", "jira-burst-based");
    }
    Integer wait = next.retryAfterSeconds();
    return wait == null ? answer : answer.with("Retry-After", wait.toString());
  }
}
