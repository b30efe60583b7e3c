package io.issuestream.integration.oauth;

import io.issuestream.integration.connection.AccessTokens;
import io.issuestream.integration.connection.JiraConnection;
import io.issuestream.integration.connection.JiraConnections;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Gives out tokens that live. Refreshes run apart from who asked for them: a caller that goes away
 * in the middle must not roll back what Atlassian has already rotated.
 */
@Component
class LiveTokens implements AccessTokens {

  private static final Logger log = LoggerFactory.getLogger(LiveTokens.class);

  private final JiraConnections connections;
  private final Grants grants;
  private final Refresh refresh;
  private final Duration patience;
  private final Map<Key, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

  LiveTokens(
      JiraConnections connections, Grants grants, Refresh refresh, OAuthProperties properties) {
    this.connections = connections;
    this.grants = grants;
    this.refresh = refresh;
    this.patience = properties.requestTimeout().multipliedBy(3);
  }

  private record Key(String teamId, String connectionId, boolean waits) {}

  @Override
  public Mono<JiraConnection> ensureValidToken(String teamId, String connectionId) {
    return valid(teamId, connectionId, 0)
        .switchIfEmpty(
            Mono.defer(() ->
                tried(teamId, connectionId).then(Mono.defer(() -> valid(teamId, connectionId, 0)))))
        .switchIfEmpty(Mono.defer(() -> lateOrGone(teamId, connectionId)));
  }

  @Override
  public Mono<JiraConnection> newerThan(String teamId, String connectionId, long refusedVersion) {
    return valid(teamId, connectionId, refusedVersion + 1)
        .switchIfEmpty(
            Mono.defer(() ->
                grants
                    .wanted(teamId, connectionId, refusedVersion)
                    .then(tried(teamId, connectionId))
                    .then(Mono.defer(() -> valid(teamId, connectionId, refusedVersion + 1)))))
        .switchIfEmpty(
            Mono.defer(() ->
                grants
                    .find(teamId, connectionId)
                    // Where refreshing works, the token is refused for what it is.
                    .filter(grant -> grant.failures() > 0)
                    .flatMap(grant -> lateOrGone(teamId, connectionId))));
  }

  /** The connection where its token lives and is of such a version; one about to end is renewed. */
  private Mono<JiraConnection> valid(String teamId, String connectionId, long leastVersion) {
    return grants
        .find(teamId, connectionId)
        // The grant's version is its token's; the connection's also counts what was only sealed
        // anew.
        .filter(grant -> grant.valid() && grant.version() >= leastVersion)
        .doOnNext(grant -> {
          if (grant.due()) {
            var _ = start(new Key(teamId, connectionId, true));
          }
        })
        .flatMap(grant -> connections.active(teamId, connectionId));
  }

  private Mono<JiraConnection> lateOrGone(String teamId, String connectionId) {
    return connections
        .active(teamId, connectionId)
        .flatMap(active ->
            Mono.error(new TimeoutException("Atlassian has given no new access token yet")));
  }

  @Override
  public Mono<Granted> granted(String teamId, String connectionId) {
    return grants
        .find(teamId, connectionId)
        .map(grant ->
            new Granted(
                grant.site().cloudId(),
                grant.site().name(),
                grant.site().url(),
                grant.site().scopes(),
                grant.expiresAt(),
                grant.failures() > 0 ? grant.lastError() : null));
  }

  /** What came of it shows in what is then valid. */
  private Mono<Void> tried(String teamId, String connectionId) {
    return refreshed(teamId, connectionId, true)
        .doOnError(failure ->
            log.warn("Could not renew the token of {}: {}", connectionId, failure.toString()))
        .onErrorComplete();
  }

  /** Refreshes a grant that is due, once for all who ask at the same time. */
  Mono<Void> refreshed(String teamId, String connectionId, boolean waits) {
    // What one caller gives up goes on for the others.
    return Mono.fromFuture(() -> start(new Key(teamId, connectionId, waits)), true)
        .timeout(patience, Mono.empty());
  }

  private CompletableFuture<Void> start(Key key) {
    var mine = new CompletableFuture<Void>();
    var others = underWay.putIfAbsent(key, mine);
    if (others != null) {
      return others;
    }
    var _ =
        refresh
            .ofDue(key.teamId(), key.connectionId(), key.waits())
            .doFinally(end -> underWay.remove(key, mine))
            .subscribe(none -> {}, mine::completeExceptionally, () -> mine.complete(null));
    return mine;
  }

  /** Completes when no refresh is under way any more. */
  Mono<Void> settled() {
    return Flux.fromIterable(underWay.values())
        .flatMap(future -> Mono.fromFuture(future).onErrorComplete())
        .then();
  }
}
