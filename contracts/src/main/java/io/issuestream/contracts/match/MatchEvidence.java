package io.issuestream.contracts.match;

import java.util.Locale;

/** The rule behind a decision. */
public enum MatchEvidence {
  /** Same e-mail, ignoring case. */
  EMAIL,
  /** Same display name, and the only ones to bear it. */
  DISPLAY_NAME,
  /** A person said so. */
  MANUAL,
  /** An app or service account. */
  SERVICE_ACCOUNT,
  /** No rule applied. */
  NONE;

  /** The name on the wire. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
