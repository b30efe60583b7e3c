package io.issuestream.sandbox.oauth;

/**
 * A request for consent that is not shown to the user, because the application asked wrongly; the
 * message says what is wrong with it.
 */
public final class AuthorizationRefused extends RuntimeException {
  AuthorizationRefused(String message) {
    super(message, null, false, false);
  }
}
