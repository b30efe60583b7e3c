package io.issuestream.sandbox.data;

/** Which of Atlassian's two products an answer imitates. */
public enum Surface {
  /** Jira Cloud, REST v3, under {@code /cloud}. */
  CLOUD("/cloud"),
  /** Jira Data Center, REST v2, under {@code /dc}. */
  DATA_CENTER("/dc");

  private final String path;

  Surface(String path) {
    this.path = path;
  }

  /** The first path segment of the surface's base URL, with its slash. */
  public String path() {
    return path;
  }
}
