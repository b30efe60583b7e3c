package io.issuestream.integration.connection;

import io.issuestream.contracts.connection.ConnectionEstablished;
import io.issuestream.contracts.connection.TokenRefreshed;
import io.issuestream.edge.Problem;
import io.issuestream.integration.secret.SecretsAtRest;
import io.issuestream.integration.secret.SecretsForWorker;
import io.issuestream.jira.JiraAccount;
import io.issuestream.jira.address.TargetRefused;
import io.issuestream.messaging.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
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
public class ConnectJira {

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
  public record Connected(JiraConnection connection, boolean created) {}

  /**
   * Connects; fails with a {@link Problem} that says what to do, having stored nothing.
   *
   * @param within what is written in the same transaction
   */
  public Mono<Connected> connect(
      String teamId,
      String subject,
      Candidate candidate,
      Function<JiraConnection, Mono<Void>> within) {
    return connections
        .held(teamId)
        .doOnNext(current -> requireSameSite(current, candidate))
        .then(Mono.defer(() -> checked(candidate)))
        .flatMap(account -> store(teamId, subject, candidate, account, within))
        .onErrorMap(TargetRefused.class, ConnectJira::refused);
  }

  private Mono<JiraAccount> checked(Candidate candidate) {
    // An id of its own: trying wrong credentials must not open the breaker of a working connection.
    String trial = "trial-" + UUID.randomUUID();
    return access
        .open(trial, candidate.site(), candidate.credentials())
        .flatMap(jira -> check.check(jira, candidate.deployment()))
        .doFinally(end -> access.forget(trial));
  }

  private Mono<Connected> store(
      String teamId,
      String subject,
      Candidate candidate,
      JiraAccount account,
      Function<JiraConnection, Mono<Void>> within) {
    return connections
        .ofSite(teamId, candidate.deployment(), candidate.site().baseUrl().toString())
        .map(known ->
            new Connected(
                next(teamId, candidate, account, known),
                !known.active() && !known.needsReconnect()))
        .switchIfEmpty(
            Mono.fromSupplier(() -> new Connected(next(teamId, candidate, account, null), true)))
        .flatMap(connected ->
            write(subject, candidate, connected.connection())
                .then(Mono.defer(() -> within.apply(connected.connection())))
                .thenReturn(connected))
        .as(transaction::transactional)
        .onErrorMap(DuplicateKeyException.class, race -> anotherIsActive());
  }

  private Mono<Void> write(String subject, Candidate candidate, JiraConnection connection) {
    String sealed =
        forWorker.seal(
            CredentialsJson.write(candidate.credentials()),
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
            candidate.expiresAt());
    return connections
        .put(connection, subject)
        .then(outbox.publish(List.of(established, refreshed)));
  }

  private JiraConnection next(
      String teamId, Candidate candidate, JiraAccount account, @Nullable JiraConnection known) {
    String id = known == null ? "c-" + UUID.randomUUID() : known.connectionId();
    byte[] sealed =
        atRest.seal(
            CredentialsJson.write(candidate.credentials()), JiraConnection.place(teamId, id));
    return new JiraConnection(
        teamId,
        id,
        known == null ? 1 : known.revision() + 1,
        candidate.deployment(),
        candidate.site().baseUrl().toString(),
        candidate.authentication(),
        true,
        null,
        account.displayName(),
        account.timeZone() == null ? null : account.timeZone().getId(),
        known == null ? 1 : known.credentialVersion() + 1,
        sealed,
        Instant.now(clock).truncatedTo(ChronoUnit.MICROS),
        false,
        false);
  }

  private static void requireSameSite(JiraConnection current, Candidate candidate) {
    if (!candidate.isSiteOf(current)) {
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
