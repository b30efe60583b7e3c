package io.issuestream.sync.work;

/** The run's connection is no longer there. */
final class ConnectionEnded extends RuntimeException {

  ConnectionEnded() {
    super("The Jira connection was removed or no longer works. Reconnect Jira.");
  }
}
