package io.issuestream.sandbox.oauth;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A grant as the one running the sandbox may see it: everything but the tokens.
 *
 * @param id its id
 * @param clientId the client it was given to
 * @param siteIds the sites granted
 * @param scopes the scopes granted, {@code offline_access} included
 * @param createdAt when its code was exchanged
 * @param refreshes how often its refresh token was rotated, reuses not counted
 * @param reusesInLeeway how often the last refresh token was used once more and answered
 * @param reusesRefused how often an older one was used, or the last one too late
 * @param refusals refreshes refused for any reason
 * @param lastRefreshAt when it was refreshed last
 * @param endedBy why it is dead: {@code revoked}, {@code reuse}, {@code expired}; null while alive
 */
public record GrantView(
    String id,
    String clientId,
    List<String> siteIds,
    List<String> scopes,
    Instant createdAt,
    int refreshes,
    int reusesInLeeway,
    int reusesRefused,
    int refusals,
    @Nullable Instant lastRefreshAt,
    @Nullable String endedBy) {
  /** Whether it can still be refreshed. */
  public boolean alive() {
    return endedBy == null;
  }
}
