package io.issuestream.integration.connection;

/** An address a user gave is none we connect to; the message says why, for that user. */
final class TargetRefused extends RuntimeException {

  TargetRefused(String message) {
    super(message);
  }
}
