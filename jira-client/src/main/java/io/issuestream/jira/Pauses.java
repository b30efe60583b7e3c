package io.issuestream.jira;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may not be asked until when, by a clock of nanoseconds. Not safe for many threads. */
final class Pauses {

  /** A pause with the reason that Jira gave. */
  record Pause(long until, @Nullable String reason) {}

  private final Map<Extent, Pause> pauses = new HashMap<>();

  /** Begins or prolongs a pause; never shortens one. */
  void add(Extent extent, long until, @Nullable String reason) {
    pauses.merge(
        extent,
        new Pause(until, reason),
        (known, told) -> told.until() - known.until() > 0 ? told : known);
  }

  /** Forgets what is over. */
  void passed(long now) {
    pauses.values().removeIf(pause -> pause.until() - now <= 0);
  }

  boolean none() {
    return pauses.isEmpty();
  }

  /** The longest pause that concerns a request; null where it may go. */
  @Nullable Pause over(Collection<Extent> extents) {
    Pause longest = null;
    if (!pauses.isEmpty()) {
      for (Extent extent : extents) {
        Pause pause = pauses.get(extent);
        if (pause != null && (longest == null || pause.until() - longest.until() > 0)) {
          longest = pause;
        }
      }
    }
    return longest;
  }

  /** Whether one is longer than this. */
  boolean anyBeyond(long time) {
    return pauses.values().stream().anyMatch(pause -> pause.until() - time > 0);
  }

  Duration left(Extent extent, long now) {
    Pause pause = pauses.get(extent);
    return pause == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, pause.until() - now));
  }
}
