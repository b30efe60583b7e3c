package io.issuestream.integration.github.connection;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.issuestream.github.GithubClients;
import io.issuestream.github.GithubFailure;
import io.issuestream.github.GithubState;
import io.issuestream.tenancy.TeamScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks GitHub how the limits stand, which costs nothing of them, unless it told us to wait. */
@Component
class GithubHealth {

  private final GithubAccess access;
  private final GithubConnections connections;
  private final GithubClients clients;
  private final Clock clock = Clock.systemUTC();

  /** Pages ask often; GitHub's answer of a moment ago is good enough for all of them. */
  private final AsyncCache<String, View> recent =
      Caffeine.newBuilder().maximumSize(1000).expireAfterWrite(Duration.ofSeconds(5)).buildAsync();

  GithubHealth(GithubAccess access, GithubConnections connections, GithubClients clients) {
    this.access = access;
    this.connections = connections;
    this.clients = clients;
  }

  /**
   * How the connection is.
   *
   * @param status {@code ok}, {@code degraded} (GitHub told us to wait) or {@code down}
   * @param token {@code valid}, {@code rejected} or {@code unknown}
   * @param requestsPerSecond the pace of this replica
   * @param waiting requests that wait for their turn
   * @param pausedSeconds how much longer GitHub wants to be left alone
   * @param remaining requests left of the primary limit; null where not known
   * @param resetAt when it is whole again; null where not known
   * @param latencyMs how long GitHub took to answer; null where it did not, or was not asked
   * @param advice what to do, where something is wrong
   */
  record View(
      String connectionId,
      String status,
      String token,
      double requestsPerSecond,
      int waiting,
      long pausedSeconds,
      @Nullable Integer remaining,
      @Nullable Instant resetAt,
      @Nullable Long latencyMs,
      @Nullable String advice,
      Instant checkedAt) {}

  /** How the team's connection is; a 404 problem where it has none. */
  Mono<View> of(String teamId) {
    return access
        .connection(teamId)
        .flatMap(connection ->
            Mono.fromFuture(
                () ->
                    recent.get(
                        connection.place() + "/" + connection.credentialVersion(),
                        (key, executor) ->
                            ask(teamId).contextWrite(TeamScope.of(teamId)).toFuture()),
                // What one caller gives up, others still wait for.
                true));
  }

  private Mono<View> ask(String teamId) {
    return access
        .forPeople(teamId)
        .flatMap(open ->
            open.github()
                .reach()
                .then(Mono.just(true))
                .elapsed()
                .flatMap(timed ->
                    noted(open.connection(), null)
                        .then(
                            Mono.fromSupplier(() -> view(open.connection(), timed.getT1(), null))))
                .onErrorResume(
                    GithubFailure.class,
                    failure ->
                        noted(open.connection(), failure)
                            .then(
                                Mono.fromSupplier(() -> view(open.connection(), null, failure)))));
  }

  /** What GitHub says of the credentials is kept, so that pages show it without asking. */
  private Mono<Void> noted(GithubConnection connection, @Nullable GithubFailure failure) {
    boolean rejects = failure instanceof GithubFailure.CredentialsRejected;
    return rejects || failure == null ? connections.rejected(connection, rejects) : Mono.empty();
  }

  private View view(
      GithubConnection connection, @Nullable Long latencyMs, @Nullable GithubFailure failure) {
    GithubState state =
        clients
            .state(connection.connectionId())
            .orElseGet(() -> new GithubState(0, 0, Duration.ZERO, null, null));
    boolean paused = failure instanceof GithubFailure.RateLimited || !state.pause().isZero();
    return new View(
        connection.connectionId(),
        paused ? "degraded" : failure == null ? "ok" : "down",
        token(failure),
        state.requestsPerSecond(),
        state.waiting(),
        state.pause().plusMillis(999).toSeconds(),
        state.remaining(),
        state.resetAt(),
        latencyMs,
        failure == null ? null : failure.getMessage() + ". " + failure.advice(),
        Instant.now(clock));
  }

  private static String token(@Nullable GithubFailure failure) {
    return switch (failure) {
      case null -> "valid";
      case GithubFailure.CredentialsRejected _ -> "rejected";
      default -> "unknown";
    };
  }
}
