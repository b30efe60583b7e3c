package io.issuestream.contracts.connection;

import java.util.Locale;

/** Which Jira it is. */
public enum JiraDeployment {
  CLOUD,
  DATA_CENTER;

  /** The name on the wire. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
