package io.issuestream.embedded;

/**
 * A server process that could not be brought to the point where it answers; the message says why in
 * plain words.
 */
public final class ServerDidNotStart extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ServerDidNotStart(String message) {
    super(message);
  }

  public ServerDidNotStart(String message, Throwable cause) {
    super(message, cause);
  }
}
