package io.issuestream.sandbox.oauth;

import java.time.Duration;

/**
 * How long things live.
 *
 * @param accessTokenLife of an access token; {@code expires_in} says it in seconds
 * @param reuseLeeway how long after its rotation the last refresh token is still answered
 * @param codeLife of an authorization code
 * @param idleLife how long a refresh token lives unused
 * @param absoluteLife how long a grant lives in all
 */
public record OAuthSettings(
    Duration accessTokenLife,
    Duration reuseLeeway,
    Duration codeLife,
    Duration idleLife,
    Duration absoluteLife) {
  /** Atlassian's: an hour, ten minutes, five minutes, 90 and 365 days. */
  public static final OAuthSettings ATLASSIAN =
      new OAuthSettings(
          Duration.ofHours(1),
          Duration.ofMinutes(10),
          Duration.ofMinutes(5),
          Duration.ofDays(90),
          Duration.ofDays(365));

  /** Checks that everything but the leeway is positive. */
  public OAuthSettings {
    boolean positive =
        accessTokenLife.toSeconds() > 0
            && codeLife.isPositive()
            && idleLife.isPositive()
            && absoluteLife.isPositive();
    if (!positive || reuseLeeway.isNegative()) {
      throw new IllegalArgumentException(
          "Lives must be at least a second, and the leeway not negative.");
    }
  }

  /** The same with another life of access tokens. */
  public OAuthSettings withAccessTokenLife(Duration life) {
    return new OAuthSettings(life, reuseLeeway, codeLife, idleLife, absoluteLife);
  }

  /** The same with another leeway; zero for none. */
  public OAuthSettings withReuseLeeway(Duration leeway) {
    return new OAuthSettings(accessTokenLife, leeway, codeLife, idleLife, absoluteLife);
  }

  /** The same with another life of codes. */
  public OAuthSettings withCodeLife(Duration life) {
    return new OAuthSettings(accessTokenLife, reuseLeeway, life, idleLife, absoluteLife);
  }
}
