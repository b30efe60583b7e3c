package io.issuestream.contracts.user;

import java.util.Locale;

/** What kind of account it is. */
public enum AccountType {
  /** A person. */
  ATLASSIAN,
  /** An app or bot. */
  APP,
  /** A service-desk customer. */
  CUSTOMER,
  /** The server does not say, as Data Center. */
  UNKNOWN;

  /** The name on the wire. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
