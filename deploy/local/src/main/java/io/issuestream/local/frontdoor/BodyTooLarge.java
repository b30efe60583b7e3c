package io.issuestream.local.frontdoor;

/**
 * More bytes came than the route takes; only a body sent without its length is found out this late.
 */
final class BodyTooLarge extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BodyTooLarge() {
    super("The body is too large.", null, false, false);
  }
}
