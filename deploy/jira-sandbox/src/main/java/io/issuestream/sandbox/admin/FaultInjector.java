package io.issuestream.sandbox.admin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Applies the faults and counts down what is still to come. */
public final class FaultInjector {
  private static final String BURST = "jira-burst-based";

  private volatile Faults current;
  private List<Pending> pending = List.of();
  private SplittableRandom jitter = new SplittableRandom(1);

  /** A trouble, how often it still strikes and how many requests it has seen. */
  private static final class Pending {
    private final Trouble trouble;
    private int left;
    private int seen;

    Pending(Trouble trouble) {
      this.trouble = trouble;
      this.left = trouble.count();
    }

    boolean strikes(String path) {
      if (left <= 0 || !path.contains(trouble.pathContains())) {
        return false;
      }
      seen++;
      if (seen % trouble.every() != 0) {
        return false;
      }
      left--;
      return true;
    }
  }

  /** With the faults there are at first. */
  public FaultInjector(Faults chosen) {
    this.current = chosen;
    set(chosen);
  }

  /** Sets the faults in place of those before. */
  public synchronized void set(Faults chosen) {
    List<Pending> all = new ArrayList<>();
    Faults.FailNext next = chosen.failNext();
    if (next != null) {
      Integer wait = next.retryAfterSeconds();
      Trouble run =
          next.status() == 429
              ? Trouble.refusal(BURST, next.count(), wait)
              : Trouble.failure(next.status(), next.count(), wait);
      all.add(new Pending(run.on(next.pathContains())));
    }
    chosen.troubles().forEach(trouble -> all.add(new Pending(trouble)));
    current = chosen;
    pending = all;
    jitter = new SplittableRandom(1);
  }

  /** The faults as set. */
  public Faults current() {
    return current;
  }

  /** How long the next answer waits. */
  public Duration latency() {
    Faults now = current;
    return Duration.ofMillis(
        now.jitterMs() <= 0 ? now.latencyMs() : now.latencyMs() + drawn(now.jitterMs()));
  }

  private synchronized long drawn(long most) {
    return jitter.nextLong(most + 1);
  }

  /** What befalls this request, or null for a proper answer. */
  public synchronized @Nullable Trouble strike(String path) {
    for (Pending each : pending) {
      if (each.strikes(path)) {
        return each.trouble;
      }
    }
    return null;
  }
}
