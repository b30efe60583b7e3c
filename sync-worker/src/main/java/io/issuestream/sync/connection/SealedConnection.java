package io.issuestream.sync.connection;

import io.issuestream.jira.JiraKind;
import java.net.URI;

/** A connection with its credentials as they came. */
record SealedConnection(
    String teamId,
    String connectionId,
    JiraKind kind,
    URI baseUrl,
    long version,
    String ciphertext) {

  /** What the ciphertext is bound to. */
  String associatedData() {
    return teamId + "/" + connectionId + "/" + version;
  }

  @Override
  public String toString() {
    return "SealedConnection[" + associatedData() + "]";
  }
}
