package io.issuestream.integration.connection;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.issuestream.contracts.connection.Authentication;
import io.issuestream.integration.connection.AccessTokens.Granted;
import io.issuestream.jira.ConnectionState;
import io.issuestream.jira.JiraClients;
import io.issuestream.jira.JiraFailure;
import io.issuestream.jira.address.TargetRefused;
import io.issuestream.tenancy.TeamScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks Jira who we are, and adds what this process knows of the connection. */
@Component
class ConnectionHealth {

  private final JiraAccess access;
  private final JiraConnections connections;
  private final AccessTokens tokens;
  private final JiraClients clients;
  private final Clock clock = Clock.systemUTC();

  /** Pages ask often; Jira's answer of a moment ago is good enough for all of them. */
  private final AsyncCache<String, HealthView> recent =
      Caffeine.newBuilder().maximumSize(1000).expireAfterWrite(Duration.ofSeconds(5)).buildAsync();

  ConnectionHealth(
      JiraAccess access, JiraConnections connections, AccessTokens tokens, JiraClients clients) {
    this.access = access;
    this.connections = connections;
    this.tokens = tokens;
    this.clients = clients;
  }

  /** How the team's connection is; a 404 problem where it has none. */
  Mono<HealthView> of(String teamId) {
    return access
        .current(teamId)
        .flatMap(connection ->
            connection.active()
                ? Mono.fromFuture(
                    () ->
                        recent.get(
                            connection.place() + "/" + connection.credentialVersion(),
                            (key, executor) ->
                                ask(connection)
                                    .contextWrite(TeamScope.of(connection.teamId()))
                                    .toFuture()),
                    // What one caller gives up, others still wait for.
                    true)
                : Mono.fromSupplier(() -> revoked(connection)));
  }

  private Mono<HealthView> ask(JiraConnection connection) {
    return access
        .active(connection.teamId())
        .flatMap(open -> reach(open).elapsed())
        .flatMap(timed -> noted(connection, null).thenReturn(timed.getT1()))
        .flatMap(latency -> problem(connection).map(late -> view(connection, latency, null, late)))
        .onErrorResume(
            failure -> failure instanceof JiraFailure || failure instanceof TargetRefused,
            failure ->
                noted(connection, failure)
                    .then(Mono.fromSupplier(() -> view(connection, null, failure, ""))));
  }

  /** What Jira says of the credentials is kept, so that pages show it without asking. */
  private Mono<Void> noted(JiraConnection connection, @Nullable Throwable failure) {
    boolean rejects = failure instanceof JiraFailure.CredentialsRejected;
    return rejects != connection.rejected() && (rejects || failure == null)
        ? connections.rejected(
            connection.teamId(), connection.connectionId(), connection.credentialVersion(), rejects)
        : Mono.empty();
  }

  /** Why the next access token is late; an empty text where it is not. */
  private Mono<String> problem(JiraConnection connection) {
    return tokens
        .granted(connection.teamId(), connection.connectionId())
        .mapNotNull(Granted::problem)
        .defaultIfEmpty("");
  }

  private HealthView revoked(JiraConnection connection) {
    return new HealthView(
        connection.connectionId(),
        "down",
        "revoked",
        "closed",
        0,
        0,
        0,
        null,
        connection.reason(),
        Instant.now(clock));
  }

  private static Mono<?> reach(OpenJira open) {
    return open.connection().authentication() == Authentication.ANONYMOUS
        ? open.jira().serverInfo()
        : open.jira().myself();
  }

  private HealthView view(
      JiraConnection connection,
      @Nullable Long latencyMs,
      @Nullable Throwable failure,
      String late) {
    ConnectionState state =
        clients
            .state(connection.connectionId())
            .orElseGet(
                () -> new ConnectionState(ConnectionState.Breaker.CLOSED, 0, 0, Duration.ZERO));
    return new HealthView(
        connection.connectionId(),
        status(state, failure),
        token(connection, failure, late),
        state.breaker().name().toLowerCase(Locale.ROOT),
        state.requestsPerSecond(),
        state.waiting(),
        state.pause().toSeconds(),
        latencyMs,
        late.isEmpty() ? advice(failure) : late,
        Instant.now(clock));
  }

  private static String status(ConnectionState state, @Nullable Throwable failure) {
    if (failure instanceof JiraFailure.RateLimited || failure instanceof JiraFailure.PointsSpent) {
      return "degraded";
    }
    if (failure != null) {
      return "down";
    }
    return state.breaker() == ConnectionState.Breaker.CLOSED ? "ok" : "degraded";
  }

  private static String token(JiraConnection connection, @Nullable Throwable failure, String late) {
    if (failure instanceof JiraFailure.TokenAwaited || !late.isEmpty()) {
      return "expiring";
    }
    if (failure instanceof JiraFailure.CredentialsRejected) {
      return "rejected";
    }
    if (connection.authentication() == Authentication.ANONYMOUS) {
      return "none";
    }
    return failure == null ? "valid" : "unknown";
  }

  private static @Nullable String advice(@Nullable Throwable failure) {
    return switch (failure) {
      case null -> null;
      case JiraFailure jira -> jira.getMessage() + ". " + jira.advice();
      default -> failure.getMessage();
    };
  }
}
