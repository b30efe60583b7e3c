package io.issuestream.integration.connection;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.issuestream.contracts.connection.Authentication;
import io.issuestream.jira.ConnectionState;
import io.issuestream.jira.JiraClients;
import io.issuestream.jira.JiraFailure;
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
  private final JiraClients clients;
  private final Clock clock = Clock.systemUTC();

  /** Pages ask often; Jira's answer of a moment ago is good enough for all of them. */
  private final AsyncCache<String, HealthView> recent =
      Caffeine.newBuilder().maximumSize(1000).expireAfterWrite(Duration.ofSeconds(5)).buildAsync();

  ConnectionHealth(JiraAccess access, JiraClients clients) {
    this.access = access;
    this.clients = clients;
  }

  /** How the team's connection is; a 404 problem where it has none. */
  Mono<HealthView> of(String teamId) {
    return access
        .connection(teamId)
        .flatMap(connection ->
            Mono.fromFuture(
                () ->
                    recent.get(
                        connection.place() + "/" + connection.credentialVersion(),
                        (key, executor) -> ask(connection).toFuture()),
                // What one caller gives up, others still wait for.
                true));
  }

  private Mono<HealthView> ask(JiraConnection connection) {
    return access
        .active(connection.teamId())
        .flatMap(open -> reach(open).elapsed())
        .map(timed -> view(connection, timed.getT1(), null))
        .onErrorResume(
            failure -> failure instanceof JiraFailure || failure instanceof TargetRefused,
            failure -> Mono.just(view(connection, null, failure)));
  }

  private static Mono<?> reach(OpenJira open) {
    return open.connection().authentication() == Authentication.ANONYMOUS
        ? open.jira().serverInfo()
        : open.jira().myself();
  }

  private HealthView view(
      JiraConnection connection, @Nullable Long latencyMs, @Nullable Throwable failure) {
    ConnectionState state =
        clients
            .state(connection.connectionId())
            .orElseGet(
                () -> new ConnectionState(ConnectionState.Breaker.CLOSED, 0, 0, Duration.ZERO));
    return new HealthView(
        connection.connectionId(),
        status(state, failure),
        token(connection, failure),
        state.breaker().name().toLowerCase(Locale.ROOT),
        state.requestsPerSecond(),
        state.waiting(),
        state.pause().toSeconds(),
        latencyMs,
        advice(failure),
        Instant.now(clock));
  }

  private static String status(ConnectionState state, @Nullable Throwable failure) {
    if (failure instanceof JiraFailure.RateLimited) {
      return "degraded";
    }
    if (failure != null) {
      return "down";
    }
    return state.breaker() == ConnectionState.Breaker.CLOSED ? "ok" : "degraded";
  }

  private static String token(JiraConnection connection, @Nullable Throwable failure) {
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
