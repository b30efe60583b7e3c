package io.issuestream.integration.secret;

/** A secret could not be sealed or opened; the message says nothing of its content. */
public final class SecretUnreadable extends RuntimeException {

  SecretUnreadable(String message, Throwable cause) {
    super(message, cause);
  }
}
