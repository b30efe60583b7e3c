package io.issuestream.integration.oauth;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What Atlassian gave.
 *
 * @param refreshToken null where it gave none: on a refresh the former one then stays
 * @param life of the access token, counted from before it was asked for
 */
record Tokens(String accessToken, @Nullable String refreshToken, Duration life, String scope) {

  @Override
  public String toString() {
    return "Tokens[hidden, " + life + "]";
  }
}
