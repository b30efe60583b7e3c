package io.issuestream.integration.oauth;

import java.time.Duration;

/**
 * Tokens that a connection can be made of.
 *
 * @param life what is left of the access token's
 */
record FullTokens(String accessToken, String refreshToken, Duration life) {

  @Override
  public String toString() {
    return "FullTokens[hidden, " + life + "]";
  }
}
