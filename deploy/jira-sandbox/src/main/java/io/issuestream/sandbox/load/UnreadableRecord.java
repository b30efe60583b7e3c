package io.issuestream.sandbox.load;

/** A record that says it is an issue and cannot be one; the message says what is missing. */
final class UnreadableRecord extends Exception {
  UnreadableRecord(String reason) {
    super(reason);
  }
}
