package io.issuestream.integration.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.issuestream.integration.ServiceIT;
import io.issuestream.sandbox.oauth.AuthorizationServer;
import io.issuestream.sandbox.oauth.Decision;
import io.issuestream.sandbox.oauth.GrantView;
import io.issuestream.sandbox.oauth.OAuthClient;
import io.issuestream.sandbox.oauth.OAuthFaults;
import io.issuestream.sandbox.oauth.OAuthSettings;
import io.issuestream.sandbox.oauth.Site;
import io.issuestream.tenancy.TeamScope;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** The service beside a sandbox that plays Atlassian, and a browser's steps. */
abstract class OAuthServiceIT extends ServiceIT {

  static final String CONNECTION = "/api/v1/integration/jira/connection";
  static final String HEALTH = "/api/v1/integration/jira/health";
  static final AuthorizationServer ATLASSIAN = JIRA.oauth();

  @DynamicPropertySource
  static void atlassian(DynamicPropertyRegistry registry) {
    OAuthServiceIT.settings().forEach((name, value) -> registry.add(name, () -> value));
  }

  static Map<String, String> settings() {
    String origin = "http://127.0.0.1:" + JIRA.port();
    return Map.of(
        "issuestream.jira.oauth.client-id", OAuthClient.DEFAULT.id(),
        "issuestream.jira.oauth.client-secret", OAuthClient.DEFAULT.secret(),
        "issuestream.jira.oauth.redirect-uri", "http://localhost:8080" + CONNECTION + "/callback",
        "issuestream.jira.oauth.authorize-url", origin + "/auth/authorize",
        "issuestream.jira.oauth.token-url", origin + "/auth/oauth/token",
        "issuestream.jira.oauth.resources-url", origin + "/api/oauth/token/accessible-resources",
        "issuestream.jira.oauth.api-url", origin + "/api/ex/jira",
        "issuestream.jira.oauth.check-every", "200ms");
  }

  @AfterEach
  void asAtlassianIs() {
    ATLASSIAN.settings(OAuthSettings.ATLASSIAN);
    ATLASSIAN.faults(OAuthFaults.NONE);
  }

  /** A consent begun by a browser: where it is sent, and the cookie it was given. */
  record Started(String authorizeUrl, String cookie) {

    /** Where Atlassian sends the browser back to. */
    URI decide(Decision decision, String... siteIds) {
      return ATLASSIAN.consent(authorizeUrl, decision, List.of(siteIds));
    }
  }

  Started start(String team) {
    var answer =
        as(team, "team_admin")
            .post()
            .uri(CONNECTION + "/authorize")
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(String.class)
            .returnResult();
    String cookie = answer.getResponseHeaders().getFirst(HttpHeaders.SET_COOKIE);
    assertThat(cookie).contains("HttpOnly", "SameSite=Lax").doesNotContain("Domain");
    return new Started(
        JsonPath.read(answer.getResponseBody(), "$.authorizeUrl"),
        cookie.substring(0, cookie.indexOf(';')));
  }

  /** The browser follows Atlassian's redirect; it brings its cookie and no token. */
  ResponseSpec back(URI redirect, String cookie) {
    return back(web, redirect, cookie);
  }

  static ResponseSpec back(WebTestClient client, URI redirect, String cookie) {
    return client
        .get()
        .uri(own -> URI.create(own.build() + redirect.getRawPath() + "?" + redirect.getRawQuery()))
        .header(HttpHeaders.COOKIE, cookie)
        .exchange();
  }

  /** Connects the main site; the connection's id. */
  String connectMain(String team) {
    Started started = start(team);
    back(started.decide(Decision.ACCEPT, Site.MAIN_ID), started.cookie()).expectStatus().isOk();
    return view(team, "$.connectionId");
  }

  String view(String team, String path) {
    byte[] body =
        as(team, "member")
            .get()
            .uri(CONNECTION)
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return String.valueOf(JsonPath.<Object>read(new String(body, StandardCharsets.UTF_8), path));
  }

  ResponseSpec choose(String team, String cloudId) {
    return as(team, "team_admin")
        .post()
        .uri(CONNECTION + "/sites")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(Map.of("cloudId", cloudId))
        .exchange();
  }

  /** The grant that was given last. */
  static GrantView lastGrant() {
    return ATLASSIAN.grants().getLast();
  }

  static GrantView grant(String id) {
    return ATLASSIAN.grants().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  /** Has the team's token renewed now. */
  void makeDue(String team) {
    change(team, "update oauth_grant set refresh_at = clock_timestamp() where team_id = $1");
  }

  long change(String team, String sql) {
    Long rows =
        database
            .sql(sql)
            .bind(0, team)
            .fetch()
            .rowsUpdated()
            .contextWrite(TeamScope.of(team))
            .block();
    return rows == null ? 0 : rows;
  }

  long count(String team, String sql) {
    Long count =
        database
            .sql(sql)
            .bind(0, team)
            .mapValue(Long.class)
            .one()
            .contextWrite(TeamScope.of(team))
            .block();
    return count == null ? -1 : count;
  }

  long version(String team) {
    return count(team, "select credential_version from jira_connection where team_id = $1");
  }
}
