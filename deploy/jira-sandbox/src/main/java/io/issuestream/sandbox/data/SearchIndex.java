package io.issuestream.sandbox.data;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What searches look in. Without lag it is the issues themselves; with lag a copy that learns of
 * each change when its time has come, and never an older state after a newer one. Guarded by the
 * lock of {@link JiraData}.
 */
final class SearchIndex {
  private record Change(long due, long number, long id, @Nullable Issue now) {}

  private final NavigableMap<String, ProjectIssues> truth;
  private final PriorityQueue<Change> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Change::due).thenComparingLong(Change::number));
  private final Map<Long, Long> newest = new HashMap<>();
  private @Nullable NavigableMap<String, ProjectIssues> behind;
  private IndexLag lag = IndexLag.NONE;
  private SplittableRandom random = new SplittableRandom(0);
  private long changes;

  SearchIndex(NavigableMap<String, ProjectIssues> truth) {
    this.truth = truth;
  }

  /** The issues as searches find them, by project. */
  NavigableMap<String, ProjectIssues> projects() {
    return behind == null ? truth : behind;
  }

  /** Whether it may differ from the issues. */
  boolean isBehind() {
    return behind != null;
  }

  /** Sets the lag of the changes from now on; without lag it knows everything at once. */
  void lag(IndexLag chosen) {
    lag = chosen;
    random = new SplittableRandom(chosen.seed() == null ? 0 : chosen.seed());
    if (chosen.bound().isZero()) {
      waiting.clear();
      newest.clear();
      behind = null;
    } else if (behind == null) {
      behind = copy();
    }
  }

  /** Makes it know everything; later changes lag as before. */
  void catchUp() {
    waiting.clear();
    newest.clear();
    behind = behind == null ? null : copy();
  }

  /** Notes a change; {@code now} is null where the issue is gone. */
  void changed(long id, @Nullable Issue now, Instant at) {
    if (behind == null) {
      return;
    }
    long bound = lag.bound().toMillis();
    long wait = lag.seed() == null ? bound : random.nextLong(bound + 1);
    waiting.add(new Change(at.toEpochMilli() + wait, ++changes, id, now));
  }

  /** Whether {@link #learn} would change anything. */
  boolean isDue(Instant now) {
    Change next = waiting.peek();
    return next != null && next.due() <= now.toEpochMilli();
  }

  /** Learns of the changes whose time has come. */
  void learn(Instant now) {
    NavigableMap<String, ProjectIssues> known = behind;
    while (known != null && isDue(now)) {
      Change change = waiting.remove();
      if (newest.getOrDefault(change.id(), 0L) > change.number()) {
        continue;
      }
      newest.put(change.id(), change.number());
      known.values().forEach(project -> project.remove(change.id()));
      Issue issue = change.now();
      if (issue != null) {
        known.computeIfAbsent(issue.projectKey(), key -> truthOf(key).withoutIssues()).put(issue);
      }
    }
    if (waiting.isEmpty()) {
      newest.clear();
    }
  }

  private ProjectIssues truthOf(String key) {
    ProjectIssues project = truth.get(key);
    if (project == null) {
      throw new IllegalStateException("no project " + key);
    }
    return project;
  }

  private NavigableMap<String, ProjectIssues> copy() {
    NavigableMap<String, ProjectIssues> copies = new TreeMap<>();
    truth.forEach((key, project) -> copies.put(key, project.copy()));
    return copies;
  }
}
