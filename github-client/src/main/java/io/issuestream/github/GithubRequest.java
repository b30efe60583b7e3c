package io.issuestream.github;

import org.jspecify.annotations.Nullable;

/**
 * One request to send.
 *
 * @param endpoint path as a template: the name under which it is measured and named in failures
 * @param pathAndQuery encoded, relative to the API's address
 * @param etag of the answer held; null for none
 * @param post whether it is a POST, without a body
 */
record GithubRequest(String endpoint, String pathAndQuery, @Nullable String etag, boolean post) {

  static GithubRequest get(String endpoint) {
    return new GithubRequest(endpoint, endpoint, null, false);
  }

  static GithubRequest of(PageRequest page) {
    return new GithubRequest(page.endpoint(), page.pathAndQuery(), page.etag(), false);
  }
}
