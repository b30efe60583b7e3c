package io.issuestream.integration.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.issuestream.contracts.Keys;
import io.issuestream.edge.Caller;
import io.issuestream.edge.Problem;
import io.issuestream.integration.connection.JiraConnection;
import io.issuestream.integration.connection.JiraConnections;
import io.issuestream.integration.oauth.TokenAnswer.Given;
import io.issuestream.tenancy.TeamScope;
import java.net.URI;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** From a consent begun to a site connected, or to a choice between several. */
@Component
class OAuthLogin {

  private static final Logger log = LoggerFactory.getLogger(OAuthLogin.class);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Atlassian atlassian;
  private final Consents consents;
  private final SealedTokens sealed;
  private final SiteConnector connector;
  private final JiraConnections connections;
  private final OAuthProperties properties;

  OAuthLogin(
      Atlassian atlassian,
      Consents consents,
      SealedTokens sealed,
      SiteConnector connector,
      JiraConnections connections,
      OAuthProperties properties) {
    this.atlassian = atlassian;
    this.consents = consents;
    this.sealed = sealed;
    this.connector = connector;
    this.connections = connections;
    this.properties = properties;
  }

  /**
   * A consent begun.
   *
   * @param browser what the browser has to show when it comes back
   */
  record Begun(URI authorizeUrl, String browser) {

    @Override
    public String toString() {
      return "Begun[]";
    }
  }

  /** Begins a consent for the caller's team; fails with a problem where OAuth is not set up. */
  Mono<Begun> begin(Caller caller) {
    if (!properties.isOn()) {
      throw Problem.unprocessable(
          "oauth-not-configured",
          "This installation has no app at Atlassian (JIRA_OAUTH_ENABLED). Connect with an API"
              + " token, or ask whoever runs it.");
    }
    StateToken state = StateToken.create(caller.team());
    String browser = StateToken.random();
    return consents
        .begin(
            new Consents.Begun(
                caller.team(), state.hash(), StateToken.hash(browser), caller.subject()),
            properties.stateLife())
        .thenReturn(new Begun(atlassian.consent(state.value()), browser));
  }

  /** What came back from Atlassian; never fails. */
  Mono<Outcome> finish(
      @Nullable String state,
      @Nullable String browser,
      @Nullable String code,
      @Nullable String error) {
    StateToken token = StateToken.read(state);
    if (token == null || !properties.isOn() || !token.team().matches(Keys.TEAM_PATTERN)) {
      return Mono.just(Outcome.EXPIRED);
    }
    return consents
        .take(token.team(), token.hash())
        .filter(begun -> browser != null && isOf(begun, browser))
        .flatMap(begun -> proceed(begun, code, error))
        .defaultIfEmpty(Outcome.EXPIRED)
        .onErrorResume(failure -> Mono.just(failed(token.team(), failure)))
        .contextWrite(TeamScope.of(token.team()));
  }

  private static Outcome failed(String team, Throwable failure) {
    if (failure instanceof Problem problem && problem.getStatusCode().value() == 409) {
      return Outcome.ANOTHER_SITE;
    }
    String why =
        switch (failure) {
          case Problem problem -> String.valueOf(problem.getBody().getDetail());
          case SitesUnknown sites -> String.valueOf(sites.getMessage());
          default -> failure.getClass().getName();
        };
    log.warn("A consent of team {} could not be used: {}", team, why);
    return Outcome.FAILED;
  }

  private static boolean isOf(Consents.Begun begun, String browser) {
    return MessageDigest.isEqual(
        StateToken.hash(browser).getBytes(UTF_8), begun.browserHash().getBytes(UTF_8));
  }

  private Mono<Outcome> proceed(
      Consents.Begun begun, @Nullable String code, @Nullable String error) {
    if (error != null) {
      return Mono.just("access_denied".equals(error) ? Outcome.DECLINED : Outcome.FAILED);
    }
    if (code == null || code.isEmpty()) {
      return Mono.just(Outcome.FAILED);
    }
    return atlassian
        .exchange(code)
        .flatMap(answer ->
            answer instanceof Given(var tokens)
                ? granted(begun, tokens)
                : Mono.just(Outcome.FAILED));
  }

  private Mono<Outcome> granted(Consents.Begun begun, Tokens given) {
    String refresh = given.refreshToken();
    if (refresh == null) {
      return Mono.just(Outcome.FAILED);
    }
    var tokens = new FullTokens(given.accessToken(), refresh, given.life());
    Mono<List<JiraConnection>> held =
        connections.held(begun.teamId()).map(List::of).defaultIfEmpty(List.of());
    return Mono.zip(atlassian.sites(tokens.accessToken()), held)
        .flatMap(both -> decide(begun, tokens, both.getT1(), both.getT2()));
  }

  private Mono<Outcome> decide(
      Consents.Begun begun, FullTokens tokens, List<Site> sites, List<JiraConnection> held) {
    // A team that has a connection can only renew that one.
    List<Site> possible =
        sites.stream()
            .filter(site ->
                held.stream().allMatch(one -> one.baseUrl().equals(connector.baseUrl(site))))
            .toList();
    if (possible.isEmpty()) {
      return Mono.just(sites.isEmpty() ? Outcome.NO_SITE : Outcome.ANOTHER_SITE);
    }
    if (possible.size() == 1) {
      return connector
          .connect(begun.teamId(), begun.subject(), possible.getFirst(), tokens)
          .thenReturn(Outcome.CONNECTED);
    }
    return consents
        .keep(
            begun.teamId(),
            begun.subject(),
            sealed.seal(begun.teamId(), tokens),
            tokens.life(),
            JSON.writeValueAsString(possible),
            properties.stateLife())
        .thenReturn(Outcome.CHOOSE_SITE);
  }
}
