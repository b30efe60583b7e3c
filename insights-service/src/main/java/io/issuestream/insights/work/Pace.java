package io.issuestream.insights.work;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When each item may be computed again: the first change at once, further ones together. It is this
 * replica's memory only; after a restart everything may be computed at once.
 */
final class Pace {

  private final WorkSettings settings;
  private final Map<WorkItem, Instant> notBefore = new ConcurrentHashMap<>();

  Pace(WorkSettings settings) {
    this.settings = settings;
  }

  boolean allows(WorkItem item, Instant now) {
    Instant earliest = notBefore.get(item);
    return earliest == null || !now.isBefore(earliest);
  }

  /** Notes that an item could not be worked on; what failed once mostly fails at once again. */
  void failed(WorkItem item, Instant at) {
    notBefore.put(item, at.plus(settings.retry()));
  }

  private Duration rest(Duration took) {
    Duration rest = took.multipliedBy(settings.restFactor());
    if (rest.compareTo(settings.longestPause()) > 0) {
      return settings.longestPause();
    }
    return rest.compareTo(settings.pause()) > 0 ? rest : settings.pause();
  }

  /** Notes that an item was worked on. */
  void worked(WorkItem item, Instant begun, Instant ended) {
    if (item.kind() == WorkKind.PROJECT) {
      // It only marks repositories, which have a pace of their own.
      return;
    }
    notBefore.put(item, ended.plus(rest(Duration.between(begun, ended))));
    notBefore.values().removeIf(earliest -> earliest.isBefore(ended));
  }
}
