package io.issuestream.messaging.inbound;

/**
 * A record cannot be what its topic carries; trying again would not help. The message is its dead
 * letter's sentence.
 */
final class RecordRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Cause because;

  RecordRefused(Cause because, String sentence) {
    super(sentence);
    this.because = because;
  }

  RecordRefused(Cause because, String sentence, Throwable origin) {
    super(sentence, origin);
    this.because = because;
  }

  Cause because() {
    return because;
  }
}
