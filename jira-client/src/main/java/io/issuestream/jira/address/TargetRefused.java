package io.issuestream.jira.address;

/** An address a user gave is none we connect to; the message says why, for that user. */
public final class TargetRefused extends RuntimeException {

  TargetRefused(String message) {
    super(message);
  }
}
