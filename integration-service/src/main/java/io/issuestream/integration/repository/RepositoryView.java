package io.issuestream.integration.repository;

import io.issuestream.github.GithubRepository;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A repository to choose, or chosen.
 *
 * @param accessible whether GitHub shows it to the connection now; null where GitHub was not asked
 * @param visibility {@code private} or {@code public}; null where that is not known
 * @param archived whether nothing changes there any more; null where that is not known
 * @param backfillStatus {@code pending}, {@code running}, {@code complete} or {@code error}; null
 *     for one that is not tracked
 */
record RepositoryView(
    long repositoryId,
    String fullName,
    boolean tracked,
    @Nullable Boolean accessible,
    @Nullable String visibility,
    @Nullable Boolean archived,
    @Nullable String backfillStatus,
    @Nullable Instant lastBackfillAt,
    @Nullable String lastBackfillError) {

  static RepositoryView of(
      TrackedRepository known, @Nullable GithubRepository shown, boolean asked) {
    boolean tracked = known.active();
    return new RepositoryView(
        known.repositoryId(),
        shown == null ? known.fullName() : shown.fullName(),
        tracked,
        asked ? shown != null : null,
        shown == null ? null : visibility(shown),
        shown == null ? null : shown.archived(),
        tracked ? known.status().toString() : null,
        known.lastRunAt(),
        tracked ? known.lastError() : null);
  }

  static RepositoryView of(GithubRepository shown) {
    return new RepositoryView(
        shown.id(),
        shown.fullName(),
        false,
        true,
        visibility(shown),
        shown.archived(),
        null,
        null,
        null);
  }

  private static String visibility(GithubRepository shown) {
    return shown.hidden() ? "private" : "public";
  }
}
