package io.issuestream.integration.connection;

import io.issuestream.contracts.connection.ConnectionEstablished;
import io.issuestream.contracts.connection.TokenRefreshed;
import io.issuestream.edge.Caller;
import io.issuestream.edge.Problem;
import io.issuestream.integration.secret.SecretsAtRest;
import io.issuestream.integration.secret.SecretsForWorker;
import io.issuestream.jira.JiraAccount;
import io.issuestream.messaging.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Connects a team's Jira: checks first, then stores and announces in one transaction.
 *
 * <p>The same site again replaces the credentials and keeps the connection, whether it is active or
 * was removed before; so what was synced through it stays its own. Another site needs the present
 * one to be removed first.
 */
@Component
class ConnectJira {

  private final JiraConnections connections;
  private final JiraAccess access;
  private final ConnectionCheck check;
  private final SecretsAtRest atRest;
  private final SecretsForWorker forWorker;
  private final Outbox outbox;
  private final TransactionalOperator transaction;
  private final Clock clock = Clock.systemUTC();

  ConnectJira(
      JiraConnections connections,
      JiraAccess access,
      ConnectionCheck check,
      SecretsAtRest atRest,
      SecretsForWorker forWorker,
      Outbox outbox,
      TransactionalOperator transaction) {
    this.connections = connections;
    this.access = access;
    this.check = check;
    this.atRest = atRest;
    this.forWorker = forWorker;
    this.outbox = outbox;
    this.transaction = transaction;
  }

  /** What came of it: the connection, and whether the team had none to this site before. */
  record Connected(JiraConnection connection, boolean created) {}

  /** Connects; fails with a {@link Problem} that says what to do, having stored nothing. */
  Mono<Connected> connect(Caller caller, ConnectRequest request) {
    return connections
        .active(caller.team())
        .doOnNext(active -> requireSameSite(active, request))
        .then(Mono.defer(() -> checked(request)))
        .flatMap(account -> store(caller, request, account))
        .onErrorMap(TargetRefused.class, ConnectJira::refused);
  }

  private Mono<JiraAccount> checked(ConnectRequest request) {
    // An id of its own: trying wrong credentials must not open the breaker of a working connection.
    String trial = "trial-" + UUID.randomUUID();
    return access
        .open(trial, request.site(), request.credentials())
        .flatMap(jira -> check.check(jira, request.requestedDeployment()))
        .doFinally(end -> access.forget(trial));
  }

  private Mono<Connected> store(Caller caller, ConnectRequest request, JiraAccount account) {
    return connections
        .ofSite(caller.team(), request.requestedDeployment(), request.site().baseUrl().toString())
        .map(known -> new Connected(next(caller, request, account, known), !known.active()))
        .switchIfEmpty(
            Mono.fromSupplier(() -> new Connected(next(caller, request, account, null), true)))
        .flatMap(connected -> write(caller, request, connected))
        .as(transaction::transactional)
        .onErrorMap(DuplicateKeyException.class, race -> anotherIsActive());
  }

  private Mono<Connected> write(Caller caller, ConnectRequest request, Connected connected) {
    JiraConnection connection = connected.connection();
    String sealed =
        forWorker.seal(
            CredentialsJson.write(request.credentials()),
            connection.teamId(),
            connection.connectionId(),
            connection.credentialVersion());
    var established =
        new ConnectionEstablished(connection.teamId(), connection.revision(), connection.state());
    var refreshed =
        new TokenRefreshed(
            connection.teamId(),
            connection.credentialVersion(),
            connection.connectionId(),
            sealed,
            null);
    return connections
        .put(connection, caller.subject())
        .then(outbox.publish(List.of(established, refreshed)))
        .thenReturn(connected);
  }

  private JiraConnection next(
      Caller caller, ConnectRequest request, JiraAccount account, @Nullable JiraConnection known) {
    String id = known == null ? "c-" + UUID.randomUUID() : known.connectionId();
    byte[] sealed =
        atRest.seal(
            CredentialsJson.write(request.credentials()), JiraConnection.place(caller.team(), id));
    return new JiraConnection(
        caller.team(),
        id,
        known == null ? 1 : known.revision() + 1,
        request.requestedDeployment(),
        request.site().baseUrl().toString(),
        request.requestedAuthentication(),
        true,
        null,
        account.displayName(),
        account.timeZone() == null ? null : account.timeZone().getId(),
        known == null ? 1 : known.credentialVersion() + 1,
        sealed,
        Instant.now(clock).truncatedTo(ChronoUnit.MICROS));
  }

  private static void requireSameSite(JiraConnection active, ConnectRequest request) {
    boolean same =
        active.deployment() == request.requestedDeployment()
            && active.baseUrl().equals(request.site().baseUrl().toString());
    if (!same) {
      throw anotherIsActive();
    }
  }

  private static Problem anotherIsActive() {
    return Problem.conflict(
        "The team is connected to another Jira already. Disconnect that one first.");
  }

  private static Problem refused(TargetRefused refused) {
    return Problem.unprocessable("target-refused", String.valueOf(refused.getMessage()));
  }
}
