package io.issuestream.integration.github.connection;

import io.issuestream.github.GithubCredentials;
import java.time.Duration;
import java.time.Instant;

/**
 * A team's connection to GitHub.
 *
 * @param authentication {@code token} or {@code app}
 * @param account whom GitHub takes us for
 * @param credential sealed
 * @param credentialVersion counts the credentials it had
 * @param rejected whether GitHub refused them when they were last used
 * @param pause how much longer GitHub wants to be left alone, as any replica was told
 */
public record GithubConnection(
    String teamId,
    String connectionId,
    String authentication,
    String account,
    byte[] credential,
    long credentialVersion,
    boolean rejected,
    Instant changedAt,
    Duration pause) {

  /** Where its secret belongs; part of the seal. */
  static String place(String teamId, String connectionId) {
    return teamId + "/github/" + connectionId;
  }

  String place() {
    return place(teamId, connectionId);
  }

  static String authentication(GithubCredentials credentials) {
    return switch (credentials) {
      case GithubCredentials.Token _ -> "token";
      case GithubCredentials.App _ -> "app";
    };
  }
}
