package io.issuestream.sync.connection;

import org.jspecify.annotations.Nullable;

/** A connection's stored credentials cannot be opened. The message holds nothing secret. */
public final class CredentialsUnreadable extends RuntimeException {

  CredentialsUnreadable(String reason, @Nullable Throwable cause) {
    super("The stored Jira credentials cannot be opened: " + reason, cause);
  }
}
