package io.issuestream.integration.oauth;

import io.issuestream.contracts.connection.Authentication;
import io.issuestream.contracts.connection.JiraDeployment;
import io.issuestream.integration.connection.Candidate;
import io.issuestream.integration.connection.ConnectJira;
import io.issuestream.integration.connection.ConnectJira.Connected;
import io.issuestream.integration.connection.JiraConnection;
import io.issuestream.integration.secret.SecretsAtRest;
import io.issuestream.jira.JiraCredentials;
import io.issuestream.jira.JiraKind;
import io.issuestream.jira.JiraSite;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Connects one of the sites that consent was given for, and keeps its grant. */
@Component
class SiteConnector {

  private final ConnectJira connect;
  private final Grants grants;
  private final Consents consents;
  private final SecretsAtRest atRest;
  private final OAuthProperties properties;
  private final Clock clock = Clock.systemUTC();

  SiteConnector(
      ConnectJira connect,
      Grants grants,
      Consents consents,
      SecretsAtRest atRest,
      OAuthProperties properties) {
    this.connect = connect;
    this.grants = grants;
    this.consents = consents;
    this.atRest = atRest;
    this.properties = properties;
  }

  /** Where a site's API stands, which is also by what its connection is known again. */
  String baseUrl(Site site) {
    String api = properties.apiUrl().toString();
    return (api.endsWith("/") ? api : api + "/") + site.cloudId();
  }

  /** Connects a site; fails with a problem, having stored nothing, where that is not possible. */
  Mono<Connected> connect(String teamId, String subject, Site site, FullTokens tokens) {
    Instant now = Instant.now(clock).truncatedTo(ChronoUnit.MICROS);
    Instant expiresAt = now.plus(tokens.life());
    var candidate =
        new Candidate(
            JiraDeployment.CLOUD,
            new JiraSite(JiraKind.CLOUD, URI.create(baseUrl(site))),
            Authentication.OAUTH,
            new JiraCredentials.OAuth(tokens.accessToken()),
            expiresAt);
    Instant refreshAt = now.plus(properties.renewAfter(tokens.life()));
    return connect.connect(
        teamId,
        subject,
        candidate,
        stored -> keep(stored, site, tokens.refreshToken(), expiresAt, refreshAt));
  }

  private Mono<Void> keep(
      JiraConnection stored, Site site, String refreshToken, Instant expiresAt, Instant refreshAt) {
    String team = stored.teamId();
    String id = stored.connectionId();
    byte[] sealed =
        atRest.seal(refreshToken.getBytes(StandardCharsets.UTF_8), Grant.place(team, id));
    return grants
        .put(team, id, stored.credentialVersion(), site, sealed, expiresAt, refreshAt)
        .then(consents.removeChoice(team))
        .then();
  }
}
