package io.issuestream.messaging.replay;

/** A replay cannot go on; the message is a sentence for whoever started it. */
final class ReplayStopped extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ReplayStopped(String message) {
    super(message);
  }

  ReplayStopped(String message, Throwable cause) {
    super(message, cause);
  }
}
