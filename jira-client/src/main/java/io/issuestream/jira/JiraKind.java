package io.issuestream.jira;

/** The two products called Jira; they differ in paths, paging, users and sprint shapes. */
public enum JiraKind {
  /** Jira Cloud, REST version 3, token paging. */
  CLOUD,
  /** Jira Data Center and Server, REST version 2, offset paging. */
  DATA_CENTER
}
