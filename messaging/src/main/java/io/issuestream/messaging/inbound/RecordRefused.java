package io.issuestream.messaging.inbound;

/**
 * A record cannot be what its topic carries; trying again would not help. The message is its dead
 * letter's cause.
 */
final class RecordRefused extends RuntimeException {

  RecordRefused(String cause) {
    super(cause);
  }

  RecordRefused(String cause, Throwable origin) {
    super(cause, origin);
  }
}
