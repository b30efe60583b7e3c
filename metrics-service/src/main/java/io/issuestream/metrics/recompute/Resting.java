package io.issuestream.metrics.recompute;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was worked out just now and is left alone for a while, so that a stream of changes costs a
 * sixteenth of the time at most. Only this replica's own work counts.
 */
final class Resting {

  private static final int TIMES_ITS_COST = 15;

  private record Subject(String teamId, String name) {}

  private final Duration least;
  private final Map<Subject, Long> until = new HashMap<>();

  Resting(Duration least) {
    this.least = least;
  }

  /** Those still resting. */
  synchronized List<Claim> at(long nanos) {
    until.values().removeIf(end -> end - nanos <= 0);
    return until.keySet().stream()
        .map(subject -> new Claim(subject.teamId(), subject.name(), 0, Instant.EPOCH))
        .toList();
  }

  /** Lets a set rest that took so long together. */
  synchronized void rest(Collection<Claim> claims, Duration took, long nanos) {
    Duration share = took.dividedBy(Math.max(1, claims.size())).multipliedBy(TIMES_ITS_COST);
    long end = nanos + (share.compareTo(least) > 0 ? share : least).toNanos();
    claims.forEach(claim -> until.put(new Subject(claim.teamId(), claim.subject()), end));
  }
}
