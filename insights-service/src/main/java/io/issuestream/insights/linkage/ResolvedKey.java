package io.issuestream.insights.linkage;

import org.jspecify.annotations.Nullable;

/**
 * A named key and what it turned out to be.
 *
 * @param key as named
 * @param sources where it stands, as {@code KeySource.mask} writes it
 * @param issueId the issue of this or formerly this key; null where none is known
 * @param projectKey that issue's project now; null where none is known
 * @param trackedProject whether issues of the key's project are known at all; a key of no such
 *     project is no key
 */
record ResolvedKey(
    String key,
    int sources,
    @Nullable Long issueId,
    @Nullable String projectKey,
    boolean trackedProject) {

  boolean known() {
    return issueId != null;
  }

  boolean unknown() {
    return issueId == null && trackedProject;
  }
}
