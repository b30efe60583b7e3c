package io.issuestream.contracts.connection;

import java.util.Locale;

/** How calls are authenticated. */
public enum Authentication {
  OAUTH,
  API_TOKEN,
  PERSONAL_ACCESS_TOKEN,
  BASIC,
  ANONYMOUS;

  /** The name on the wire. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
