package io.issuestream.contracts.erasure;

import java.util.Locale;

/** What an identifier is. */
public enum IdentifierKind {
  /** A Jira account id; on Data Center a user key or name. */
  ACCOUNT,
  /** An e-mail address, whatever its case. */
  EMAIL,
  /** A GitHub login, whatever its case. */
  LOGIN;

  /** The name on the wire. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
