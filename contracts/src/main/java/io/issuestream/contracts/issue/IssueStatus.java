package io.issuestream.contracts.issue;

import static java.util.Objects.requireNonNull;

/**
 * A workflow status; only the category is comparable between sites and languages.
 *
 * @param id Jira's id, a number in text
 * @param name as the site names it
 */
public record IssueStatus(String id, String name, StatusCategory category) {

  public IssueStatus {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
    requireNonNull(category, "category");
  }
}
