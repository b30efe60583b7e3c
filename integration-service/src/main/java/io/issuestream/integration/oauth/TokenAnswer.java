package io.issuestream.integration.oauth;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of asking for tokens. Reasons are words of ours, never of the answer. */
sealed interface TokenAnswer {

  /** Tokens came. */
  record Given(Tokens tokens) implements TokenAnswer {}

  /** The grant or code is dead; asking again will not help. */
  record Refused(String error) implements TokenAnswer {}

  /**
   * Asking again later may help.
   *
   * @param retryAfter how long Atlassian asked to wait; null where it did not
   */
  record Later(String reason, @Nullable Duration retryAfter) implements TokenAnswer {}
}
