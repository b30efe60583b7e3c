package io.issuestream.integration.oauth;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.connection.ConnectionRevoked;
import io.issuestream.contracts.connection.TokenRefreshed;
import io.issuestream.integration.connection.CredentialsJson;
import io.issuestream.integration.connection.JiraConnection;
import io.issuestream.integration.connection.JiraConnections;
import io.issuestream.integration.oauth.TokenAnswer.Given;
import io.issuestream.integration.oauth.TokenAnswer.Later;
import io.issuestream.integration.oauth.TokenAnswer.Refused;
import io.issuestream.integration.secret.SecretsAtRest;
import io.issuestream.integration.secret.SecretsForWorker;
import io.issuestream.jira.JiraCredentials;
import io.issuestream.messaging.outbox.Outbox;
import io.issuestream.tenancy.TeamScope;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * One refresh of a grant: the connection's row is locked, Atlassian asked, and what came is written
 * and announced in that transaction. So of all replicas one asks at a time, and nobody sees a token
 * whose rotated refresh token is not stored.
 *
 * <p>If this process dies after Atlassian answered, the row still holds the refresh token that was
 * used. Whoever is next uses it once more, which Atlassian allows for some minutes; only when it is
 * refused is the grant dead.
 */
@Component
class Refresh {

  static final String DEAD =
      "Atlassian no longer accepts the permission it was given: it was revoked, or not used for 90"
          + " days. Reconnect Jira.";

  private static final Logger log = LoggerFactory.getLogger(Refresh.class);
  private static final int MOST_DOUBLINGS = 6;

  private final JiraConnections connections;
  private final Grants grants;
  private final Atlassian atlassian;
  private final SecretsAtRest atRest;
  private final SecretsForWorker forWorker;
  private final Outbox outbox;
  private final DatabaseClient database;
  private final TransactionalOperator transaction;
  private final OAuthProperties properties;
  private final MeterRegistry meters;

  Refresh(
      JiraConnections connections,
      Grants grants,
      Atlassian atlassian,
      SecretsAtRest atRest,
      SecretsForWorker forWorker,
      Outbox outbox,
      DatabaseClient database,
      TransactionalOperator transaction,
      OAuthProperties properties,
      MeterRegistry meters) {
    this.connections = connections;
    this.grants = grants;
    this.atlassian = atlassian;
    this.atRest = atRest;
    this.forWorker = forWorker;
    this.outbox = outbox;
    this.database = database;
    this.transaction = transaction;
    this.properties = properties;
    this.meters = meters;
  }

  /**
   * Refreshes a grant that is due; nothing happens where it is not.
   *
   * @param wait whether to wait for another replica that is at it, with a bound, or leave it to it
   */
  Mono<Void> ofDue(String teamId, String connectionId, boolean wait) {
    Mono<JiraConnection> locked =
        wait
            ? bounded().then(connections.locked(teamId, connectionId))
            : connections.lockedIfFree(teamId, connectionId);
    return locked
        // Read after the lock was had: another replica may have just done it.
        .flatMap(connection ->
            grants
                .find(teamId, connectionId)
                .filter(Grant::due)
                .flatMap(grant -> refresh(connection, grant)))
        .as(transaction::transactional)
        .contextWrite(TeamScope.of(teamId));
  }

  private Mono<Void> bounded() {
    long millis = properties.requestTimeout().multipliedBy(2).toMillis();
    return database
        .sql("select set_config('lock_timeout', $1, true)")
        .bind(0, Long.toString(millis))
        .fetch()
        .all()
        .then();
  }

  private Mono<Void> refresh(JiraConnection connection, Grant grant) {
    byte[] sealed = grant.refreshToken();
    if (sealed == null) {
      return Mono.empty();
    }
    String token =
        new String(
            atRest.open(sealed, Grant.place(grant.teamId(), grant.connectionId())),
            StandardCharsets.UTF_8);
    return atlassian
        .refresh(token)
        .doOnNext(answer -> count(answer.getClass().getSimpleName()))
        .flatMap(answer ->
            switch (answer) {
              case Given(var tokens) -> given(connection, grant, tokens);
              case Refused(var error) -> refused(connection, grant, error);
              case Later later -> later(grant, later);
            });
  }

  private Mono<Void> given(JiraConnection connection, Grant grant, Tokens tokens) {
    String team = grant.teamId();
    String id = grant.connectionId();
    long version = connection.credentialVersion() + 1;
    byte[] credentials = CredentialsJson.write(new JiraCredentials.OAuth(tokens.accessToken()));
    String next = tokens.refreshToken();
    // From before the question, so that a slow answer never makes a token seem to live longer.
    Instant expiresAt = grant.now().plus(tokens.life());
    var refreshed =
        new TokenRefreshed(
            team, version, id, forWorker.seal(credentials, team, id, version), expiresAt);
    return grants
        .refreshed(
            grant,
            version,
            next == null
                ? null
                : atRest.seal(next.getBytes(StandardCharsets.UTF_8), Grant.place(team, id)),
            expiresAt,
            grant.now().plus(properties.renewAfter(tokens.life())))
        .then(connections.renew(team, id, version, atRest.seal(credentials, connection.place())))
        .then(outbox.publish(List.of(refreshed)));
  }

  private Mono<Void> refused(JiraConnection connection, Grant grant, String error) {
    log.warn("The grant of connection {} is dead ({})", grant.connectionId(), error);
    JiraConnection revoked = connection.revoked(DEAD, true, grant.now());
    return connections
        .put(revoked, "atlassian")
        .then(grants.dead(grant, DEAD))
        .then(
            outbox.publish(
                List.of(
                    new ConnectionRevoked(revoked.teamId(), revoked.revision(), revoked.state()))))
        .then(outbox.erase(Topic.JIRA_CREDENTIALS, grant.teamId(), grant.connectionId()));
  }

  private Mono<Void> later(Grant grant, Later later) {
    Duration asked = later.retryAfter();
    Duration wait =
        asked != null
            ? asked
            : Duration.ofSeconds(1L << Math.min(grant.failures(), MOST_DOUBLINGS));
    log.warn(
        "No new token for connection {}, trying again in {}: {}",
        grant.connectionId(),
        wait,
        later.reason());
    return grants.postponed(grant, wait, later.reason());
  }

  private void count(String outcome) {
    meters.counter("issuestream.oauth.refreshes", "outcome", outcome).increment();
  }
}
