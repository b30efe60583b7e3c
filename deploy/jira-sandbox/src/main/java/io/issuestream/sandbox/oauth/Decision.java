package io.issuestream.sandbox.oauth;

/** What the user answers on the consent page. */
public enum Decision {
  /** Grants the chosen sites. */
  ACCEPT,
  /** Grants nothing. */
  DECLINE
}
