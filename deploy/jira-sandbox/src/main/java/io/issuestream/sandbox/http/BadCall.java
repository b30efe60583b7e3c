package io.issuestream.sandbox.http;

/** A request that cannot be understood; the message is one plain sentence for its sender. */
public final class BadCall extends RuntimeException {
  /** With the sentence. */
  public BadCall(String message) {
    super(message);
  }
}
