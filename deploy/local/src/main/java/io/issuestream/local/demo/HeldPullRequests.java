package io.issuestream.local.demo;

import io.issuestream.local.api.Api;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * The pull requests that were delivered against those the API holds.
 *
 * @param delivered how many were told of
 * @param held how many of them are there
 * @param linked those that name a known issue
 * @param missing a few of those that are not there
 * @param unknownLinks keys they are linked to that are no issues of theirs; must be none
 */
public record HeldPullRequests(
    long delivered, long held, long linked, List<String> missing, List<String> unknownLinks) {
  private static final int MOST_NAMED = 10;

  /**
   * @param delivered as {@code owner/repository#number}
   * @param knownKeys whether an issue key belongs to an issue in the store
   */
  static HeldPullRequests of(Api api, Set<String> delivered, KnownKeys knownKeys) {
    Set<String> missing = new TreeSet<>(delivered);
    Set<String> strangers = new TreeSet<>();
    long linked = 0;
    for (String repository : repositories(delivered)) {
      for (JsonNode request :
          Pages.all(api, "/api/v1/pull-requests?repository=" + Pages.encode(repository))) {
        if (missing.remove(request.path("id").asString())) {
          linked += request.path("linked").asBoolean() ? 1 : 0;
          request
              .path("issues")
              .forEach(issue -> {
                String key = issue.path("key").asString();
                if (!knownKeys.contains(key)) {
                  strangers.add(key);
                }
              });
        }
      }
    }
    return new HeldPullRequests(
        delivered.size(),
        delivered.size() - missing.size(),
        linked,
        missing.stream().limit(MOST_NAMED).toList(),
        List.copyOf(strangers));
  }

  boolean isComplete() {
    return held == delivered && unknownLinks.isEmpty();
  }

  /** The repositories that pull requests belong to. */
  static Set<String> repositories(Set<String> pullRequests) {
    Set<String> repositories = new HashSet<>();
    pullRequests.forEach(id -> repositories.add(id.substring(0, id.lastIndexOf('#'))));
    return repositories;
  }
}
