package io.issuestream.messaging;

/** An event did not reach its topic, as far as is known; the message says why, in a sentence. */
public final class NotPublished extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotPublished(String why, Throwable cause) {
    super(why, cause);
  }
}
