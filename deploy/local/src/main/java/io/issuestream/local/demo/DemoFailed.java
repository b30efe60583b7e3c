package io.issuestream.local.demo;

/** The demo cannot go on; the message tells people why. */
public final class DemoFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DemoFailed(String message) {
    super(message);
  }
}
