package io.issuestream.sandbox.limit;

import io.issuestream.sandbox.http.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is asked and refused, and who asks on after being told to wait. A refusal by quota,
 * and one whose reason is unknown or missing, is told to the whole account; one by burst to an
 * endpoint of a tenant; one of an issue to that issue. Data Center tells the user. A 503 with
 * {@code Retry-After} is told to the endpoint.
 */
public final class UseMeter {
  /** Requests already under way when a refusal is sent are no disobedience. */
  private static final Duration GRACE = Duration.ofMillis(250);

  /** Timers of caller and server may differ by a little. */
  private static final Duration TOLERANCE = Duration.ofMillis(50);

  private static final int MOST_SCOPES = 10_000;

  private record Scope(String kind, String key) {}

  private record Told(Instant at, Instant until) {}

  private final Map<Scope, Told> told = new HashMap<>();
  private final Map<String, Long> refused = new TreeMap<>();
  private final Map<String, Long> disobeyed = new TreeMap<>();
  private long requests;
  private long points;

  /** Notes a request as it arrived. */
  public synchronized void received(Asked asked, Instant at) {
    requests++;
    for (Scope scope : scopesOf(asked)) {
      Told wait = told.get(scope);
      if (wait != null
          && at.isAfter(wait.at().plus(GRACE))
          && at.isBefore(wait.until().minus(TOLERANCE))) {
        disobeyed.merge(scope.kind(), 1L, Long::sum);
        return; // One request, counted once: by its widest scope.
      }
    }
  }

  /** Notes its answer as it is sent. */
  public synchronized void answered(Asked asked, Answer answer, Instant at) {
    String wait = header(answer, "Retry-After");
    if (answer.status() == 429) {
      String reason = header(answer, "RateLimit-Reason");
      refused.merge(reason == null ? "none" : reason, 1L, Long::sum);
      tell(scope(asked, reason), wait, at);
      return;
    }
    if (answer.status() == 503) {
      tell(new Scope("endpoint", asked.endpointScope()), wait, at);
    }
    if (!asked.dataCenter()) {
      points += answer.points();
    }
  }

  private void tell(Scope scope, @Nullable String seconds, Instant at) {
    if (seconds == null || !seconds.matches("\\d{1,9}")) {
      return;
    }
    if (told.size() > MOST_SCOPES) {
      told.values().removeIf(wait -> wait.until().isBefore(at));
    }
    Instant until = at.plusSeconds(Long.parseLong(seconds));
    Told before = told.get(scope);
    // The first telling of a wait is the one that should have been heeded.
    Instant since = before != null && before.until().isAfter(at) ? before.at() : at;
    told.put(scope, new Told(since, until));
  }

  private static Scope scope(Asked asked, @Nullable String reason) {
    if (reason != null && reason.equals(LimitKeeper.BURST)) {
      return new Scope("endpoint", asked.endpointScope());
    }
    if (reason != null && reason.equals(LimitKeeper.PER_ISSUE)) {
      return new Scope("issue", asked.issueScope());
    }
    return new Scope("account", asked.account());
  }

  private static Scope[] scopesOf(Asked asked) {
    return new Scope[] {
      new Scope("account", asked.account()),
      new Scope("endpoint", asked.endpointScope()),
      new Scope("issue", asked.issueScope())
    };
  }

  private static @Nullable String header(Answer answer, String name) {
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      if (header.getKey().equalsIgnoreCase(name)) {
        return header.getValue();
      }
    }
    return null;
  }

  /** The counts. */
  public synchronized JiraUse use() {
    long all = disobeyed.values().stream().mapToLong(Long::longValue).sum();
    return new JiraUse(requests, points, Map.copyOf(refused), all, Map.copyOf(disobeyed));
  }

  /** Counts from 0, and forgets who was told to wait. */
  public synchronized void forget() {
    told.clear();
    refused.clear();
    disobeyed.clear();
    requests = 0;
    points = 0;
  }
}
