package io.issuestream.integration.connection;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Keeps the access tokens of OAuth connections alive. */
public interface AccessTokens {

  /**
   * The connection with a credential that is valid now, having got a new one if need be. Empty
   * where the connection is not active any more; fails with {@link
   * java.util.concurrent.TimeoutException} where none could be had for now.
   */
  Mono<JiraConnection> ensureValidToken(String teamId, String connectionId);

  /** The same with a credential newer than one that Jira refused. */
  Mono<JiraConnection> newerThan(String teamId, String connectionId, long refusedVersion);

  /** What a connection was granted; empty where it is none of OAuth. */
  Mono<Granted> granted(String teamId, String connectionId);

  /**
   * What was granted, without anything secret.
   *
   * @param scopes as accepted by whoever consented
   * @param expiresAt when the present access token ends
   * @param problem why getting the next one failed the last time; null where it did not
   */
  record Granted(
      String cloudId,
      String siteName,
      String siteUrl,
      List<String> scopes,
      Instant expiresAt,
      @Nullable String problem) {

    public Granted {
      scopes = List.copyOf(scopes);
    }
  }
}
