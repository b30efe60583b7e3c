package io.issuestream.sandbox.oauth;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a user once agreed to, and the line of refresh tokens that came of it. Tokens of one grant
 * are counted in generations: using a token of the current one begins the next. Guarded by the
 * server's lock.
 */
final class Grant {
  private final String id;
  private final String clientId;
  private final Set<String> scopes;
  private final List<String> siteIds;
  private final Instant createdAt;
  private int generation = 1;
  private Instant rotatedAt;
  private int refreshes;
  private int reusesInLeeway;
  private int reusesRefused;
  private int refusals;
  private @Nullable Instant lastRefreshAt;
  private @Nullable String endedBy;

  Grant(String id, String clientId, Set<String> scopes, List<String> siteIds, Instant now) {
    this.id = id;
    this.clientId = clientId;
    this.scopes = scopes;
    this.siteIds = siteIds;
    this.createdAt = now;
    this.rotatedAt = now;
  }

  /**
   * Uses a refresh token of some generation.
   *
   * @return the generation of the token to hand out
   * @throws TokenRefused if the grant is dead, or dies of this
   */
  int refresh(int used, Instant now, OAuthSettings settings) {
    if (endedBy == null && !now.isBefore(rotatedAt.plus(settings.idleLife()))) {
      endedBy = "expired";
    }
    if (endedBy == null && !now.isBefore(createdAt.plus(settings.absoluteLife()))) {
      endedBy = "expired";
    }
    if (endedBy != null) {
      refusals++;
      throw endedBy.equals("revoked")
          ? TokenRefused.unauthorizedClient()
          : TokenRefused.deadRefreshToken();
    }
    if (used == generation) {
      generation++;
      rotatedAt = now;
      refreshes++;
    } else if (used == generation - 1 && !now.isAfter(rotatedAt.plus(settings.reuseLeeway()))) {
      reusesInLeeway++;
    } else {
      reusesRefused++;
      refusals++;
      endedBy = "reuse";
      throw TokenRefused.deadRefreshToken();
    }
    lastRefreshAt = now;
    return generation;
  }

  void revoke() {
    if (endedBy == null) {
      endedBy = "revoked";
    }
  }

  String id() {
    return id;
  }

  String clientId() {
    return clientId;
  }

  Set<String> scopes() {
    return scopes;
  }

  List<String> siteIds() {
    return siteIds;
  }

  boolean alive() {
    return endedBy == null;
  }

  GrantView view() {
    return new GrantView(
        id,
        clientId,
        siteIds,
        List.copyOf(scopes),
        createdAt,
        refreshes,
        reusesInLeeway,
        reusesRefused,
        refusals,
        lastRefreshAt,
        endedBy);
  }
}
