package io.issuestream.integration.github.connection;

import io.issuestream.edge.Caller;
import io.issuestream.edge.Problem;
import io.issuestream.github.GithubAccount;
import io.issuestream.github.GithubCredentials;
import io.issuestream.github.GithubFailure;
import io.issuestream.integration.secret.SecretsAtRest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Connects a team's GitHub, having tried the credentials, and disconnects it. */
@Component
class ConnectGithub {

  private final GithubConnections connections;
  private final GithubAccess access;
  private final List<GithubDependents> dependents;
  private final SecretsAtRest secrets;
  private final TransactionalOperator transaction;
  private final Clock clock = Clock.systemUTC();

  ConnectGithub(
      GithubConnections connections,
      GithubAccess access,
      List<GithubDependents> dependents,
      SecretsAtRest secrets,
      TransactionalOperator transaction) {
    this.connections = connections;
    this.access = access;
    this.dependents = dependents;
    this.secrets = secrets;
    this.transaction = transaction;
  }

  /** What came of it: the connection, and whether the team had none before. */
  record Connected(GithubConnection connection, boolean created) {}

  /** Connects; fails with a problem that says what to do, having stored nothing. */
  Mono<Connected> connect(Caller caller, GithubCredentials credentials) {
    // An id of its own: what is told to other credentials concerns no working connection.
    String trial = "trial-" + UUID.randomUUID();
    return Mono.defer(() -> access.trial(trial, credentials).account())
        .doFinally(end -> access.forget(trial))
        .onErrorMap(GithubFailure.class, ConnectGithub::problem)
        .flatMap(account -> store(caller, credentials, account).as(transaction::transactional));
  }

  private Mono<Connected> store(
      Caller caller, GithubCredentials credentials, GithubAccount account) {
    return connections
        .locked(caller.team())
        .map(known -> new Connected(next(caller, credentials, account, known), false))
        .switchIfEmpty(
            Mono.fromSupplier(() -> new Connected(next(caller, credentials, account, null), true)))
        .flatMap(connected ->
            connections
                .put(connected.connection(), caller.subject())
                .flatMap(written -> written ? Mono.just(connected) : Mono.error(race())))
        .delayUntil(connected ->
            Flux.fromIterable(dependents).concatMap(one -> one.onConnected(caller.team())));
  }

  private GithubConnection next(
      Caller caller,
      GithubCredentials credentials,
      GithubAccount account,
      @Nullable GithubConnection known) {
    String id = known == null ? "g-" + UUID.randomUUID() : known.connectionId();
    return new GithubConnection(
        caller.team(),
        id,
        GithubConnection.authentication(credentials),
        account.name(),
        secrets.seal(CredentialsJson.write(credentials), GithubConnection.place(caller.team(), id)),
        known == null ? 1 : known.credentialVersion() + 1,
        false,
        Instant.now(clock).truncatedTo(ChronoUnit.MICROS),
        known == null ? Duration.ZERO : known.pause());
  }

  /** Disconnects; a 404 problem where nothing is connected. */
  Mono<Void> disconnect(Caller caller) {
    return connections
        .locked(caller.team())
        .switchIfEmpty(Mono.error(GithubAccess::notConnected))
        .delayUntil(connection ->
            Flux.fromIterable(dependents).concatMap(one -> one.onDisconnected(caller.team())))
        .delayUntil(connection -> connections.remove(caller.team()))
        .as(transaction::transactional)
        .doOnNext(connection -> access.forget(connection.connectionId()))
        .then();
  }

  private static Problem problem(GithubFailure failure) {
    String type =
        switch (failure) {
          case GithubFailure.CredentialsRejected _ -> "github-credentials-rejected";
          case GithubFailure.AccessForbidden _ -> "github-access-forbidden";
          default -> "github-unusable";
        };
    return Problem.unprocessable(type, failure.getMessage() + ". " + failure.advice());
  }

  private static Problem race() {
    return Problem.conflict("GitHub was connected at the same moment. Look, and connect again.");
  }
}
