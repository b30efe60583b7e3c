package io.issuestream.integration.backfill;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a repository is read. Pull requests are walked from the one changed last to the one
 * changed first, so a walk may end where it meets what an earlier one has read.
 *
 * @param fullName owner and name as last seen
 * @param knownUntil everything that changed before is held; null before the first walk ended
 * @param etag of the first page as the last whole walk found it
 * @param newest when the pull request changed last that this walk began with; null unless under way
 * @param newestEtag of the page this walk began with
 * @param nextPage where this walk goes on; null unless under way
 * @param failures runs that failed in a row
 */
record Walk(
    String teamId,
    long repositoryId,
    String fullName,
    @Nullable Instant knownUntil,
    @Nullable String etag,
    @Nullable Instant newest,
    @Nullable String newestEtag,
    @Nullable String nextPage,
    int failures) {

  /** The walk after its first page was seen. */
  Walk begunWith(@Nullable Instant newestSeen, @Nullable String itsEtag) {
    return new Walk(
        teamId, repositoryId, fullName, knownUntil, etag, newestSeen, itsEtag, nextPage, failures);
  }

  Walk next(String page) {
    return new Walk(
        teamId, repositoryId, fullName, knownUntil, etag, newest, newestEtag, page, failures);
  }

  /** Under another name everything is read anew: to whoever reads events it is another one. */
  Walk renamed(String name) {
    return new Walk(teamId, repositoryId, name, null, null, null, null, null, failures);
  }

  /** Whether something that changed then is held already. */
  boolean knows(Instant updatedAt) {
    return knownUntil != null && updatedAt.isBefore(knownUntil);
  }
}
