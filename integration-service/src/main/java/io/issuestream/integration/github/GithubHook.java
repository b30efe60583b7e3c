package io.issuestream.integration.github;

import java.time.Instant;

/**
 * A hook a team made for GitHub.
 *
 * @param hookId random; part of the address GitHub sends to
 * @param sealedSecret what deliveries are signed with
 */
record GithubHook(
    String teamId, String hookId, byte[] sealedSecret, String createdBy, Instant createdAt) {

  /** Where its secret belongs; part of the seal. */
  static String place(String teamId, String hookId) {
    return teamId + "/" + hookId;
  }
}
