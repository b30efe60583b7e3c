package io.issuestream.contracts.issue;

import static java.util.Objects.requireNonNull;

/**
 * An issue type as the site names it.
 *
 * @param id Jira's id, a number in text
 * @param subtask whether issues of it live below another
 */
public record IssueType(String id, String name, boolean subtask) {

  public IssueType {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
  }
}
