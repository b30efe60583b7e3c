package io.issuestream.sync.issue;

import org.jspecify.annotations.Nullable;

/**
 * An issue that could not be read or stored.
 *
 * @param jiraId its number, as far as it is known
 * @param key its key, as far as it is known
 * @param reason in words for the team admin
 */
public record FailedIssue(@Nullable Long jiraId, @Nullable String key, String reason) {

  /** What tells it from others of its project. */
  String reference() {
    return jiraId != null ? jiraId.toString() : key != null ? key : "unknown";
  }
}
