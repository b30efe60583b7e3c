package io.issuestream.sync.connection;

import io.issuestream.jira.JiraKind;
import java.net.URI;

/**
 * A connection with its credentials as they came.
 *
 * @param ended whether their time was over, by the database's clock, when they were read
 */
record SealedConnection(
    String teamId,
    String connectionId,
    JiraKind kind,
    URI baseUrl,
    long version,
    String ciphertext,
    boolean ended) {

  /** What the ciphertext is bound to. */
  String associatedData() {
    return teamId + "/" + connectionId + "/" + version;
  }

  @Override
  public String toString() {
    return "SealedConnection[" + associatedData() + "]";
  }
}
