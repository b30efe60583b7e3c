package io.issuestream.github;

import org.jspecify.annotations.Nullable;

/**
 * A page to ask for.
 *
 * @param endpoint path as a template, under which it is measured and named in failures
 * @param pathAndQuery encoded, relative to the API's address, so that it may be kept and asked for
 *     after that address changed
 * @param etag of the answer held; null asks for the page whatever is held
 */
public record PageRequest(String endpoint, String pathAndQuery, @Nullable String etag) {

  private static final int MOST = 100;
  private static final String PULLS = "/repositories/{id}/pulls";

  /**
   * A repository's pull requests of every state, the one changed last first. In this order nothing
   * is missed by a walk however much changes meanwhile: what changes moves to the front, and pushes
   * the rest towards pages yet to come.
   */
  public static PageRequest pullRequests(long repositoryId) {
    return of(PULLS, repositoryId, 0, "?state=all&sort=updated&direction=desc&per_page=" + MOST);
  }

  /** A page of {@link #pullRequests} that an earlier one led to. */
  public static PageRequest furtherPullRequests(String pathAndQuery) {
    return new PageRequest(PULLS, pathAndQuery, null);
  }

  /** The reviews of a pull request, the first one first. */
  public static PageRequest reviews(long repositoryId, int number) {
    return of(PULLS + "/{number}/reviews", repositoryId, number, "?per_page=" + MOST);
  }

  /** The commits of a pull request, oldest first; GitHub lists 250 at most. */
  public static PageRequest commits(long repositoryId, int number) {
    return of(PULLS + "/{number}/commits", repositoryId, number, "?per_page=" + MOST);
  }

  /** The same, answered with nothing where the page is still the one of this etag. */
  public PageRequest unless(@Nullable String held) {
    return new PageRequest(endpoint, pathAndQuery, held);
  }

  private static PageRequest of(String endpoint, long repository, int number, String query) {
    String path =
        endpoint
            .replace("{id}", Long.toString(repository))
            .replace("{number}", Integer.toString(number));
    return new PageRequest(endpoint, path + query, null);
  }
}
