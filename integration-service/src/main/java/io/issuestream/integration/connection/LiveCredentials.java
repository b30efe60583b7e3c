package io.issuestream.integration.connection;

import io.issuestream.integration.secret.SecretsAtRest;
import io.issuestream.jira.CredentialSource;
import io.issuestream.tenancy.TeamScope;
import reactor.core.publisher.Mono;

/** The credentials of an OAuth connection, valid at each request. */
final class LiveCredentials implements CredentialSource {

  private final String teamId;
  private final String connectionId;
  private final AccessTokens tokens;
  private final SecretsAtRest secrets;

  LiveCredentials(JiraConnection connection, AccessTokens tokens, SecretsAtRest secrets) {
    this.teamId = connection.teamId();
    this.connectionId = connection.connectionId();
    this.tokens = tokens;
    this.secrets = secrets;
  }

  @Override
  public Mono<Held> current() {
    return scoped(tokens.ensureValidToken(teamId, connectionId));
  }

  @Override
  public Mono<Held> insteadOf(Held refused) {
    return scoped(tokens.newerThan(teamId, connectionId, refused.version()));
  }

  /** Whoever asks Jira may do so for a cache, which has no team of its own. */
  private Mono<Held> scoped(Mono<JiraConnection> connection) {
    return connection.map(this::held).contextWrite(TeamScope.of(teamId));
  }

  private Held held(JiraConnection connection) {
    return new Held(
        CredentialsJson.read(secrets.open(connection.requireCredential(), connection.place())),
        connection.credentialVersion());
  }

  @Override
  public boolean costsPoints() {
    return true;
  }
}
