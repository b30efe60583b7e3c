package io.issuestream.integration.pullrequest;

/** A delivery lacks what it must have; the message says what, and nothing of its content. */
final class UnreadableDelivery extends Exception {

  UnreadableDelivery(String message) {
    super(message);
  }
}
