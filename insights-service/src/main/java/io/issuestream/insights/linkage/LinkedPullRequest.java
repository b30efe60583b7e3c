package io.issuestream.insights.linkage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pull request with the keys it names, as the figures need it.
 *
 * @param id {@code owner/repository#number}
 * @param authorId null where unknown
 * @param open neither merged nor closed
 * @param mergedAt null unless merged
 * @param firstReviewAt null where not known
 * @param updatedAt the newest moment in it or in the issues it names
 * @param keys what reads like issue keys
 */
record LinkedPullRequest(
    String id,
    @Nullable String authorId,
    boolean open,
    Instant createdAt,
    @Nullable Instant mergedAt,
    @Nullable Instant firstReviewAt,
    Instant updatedAt,
    List<ResolvedKey> keys) {

  /** Whether it names a known issue. */
  boolean linked() {
    return keys.stream().anyMatch(ResolvedKey::known);
  }

  /** When it counts in a series over time: when merged, else when opened. */
  Instant countedAt() {
    return mergedAt == null ? createdAt : mergedAt;
  }

  /** Hours from created to merged; null unless merged, or where the dates contradict each other. */
  @Nullable Double cycleHours() {
    return hours(mergedAt);
  }

  /** Hours from created to the first review, else to the merge; null without either. */
  @Nullable Double reviewHours() {
    return hours(firstReviewAt == null ? mergedAt : firstReviewAt);
  }

  private @Nullable Double hours(@Nullable Instant end) {
    if (end == null || end.isBefore(createdAt)) {
      return null;
    }
    return Duration.between(createdAt, end).toMillis() / 3_600_000.0;
  }
}
