package io.issuestream.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.issuestream.sandbox.json.Json;
import io.issuestream.sandbox.oauth.AuthorizationRefused;
import io.issuestream.sandbox.oauth.Decision;
import io.issuestream.sandbox.oauth.GrantView;
import io.issuestream.sandbox.oauth.OAuthClient;
import io.issuestream.sandbox.oauth.OAuthFaults;
import io.issuestream.sandbox.oauth.OAuthSettings;
import io.issuestream.sandbox.oauth.Site;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Consent, codes, rotating refresh tokens, and how each of them ends. */
class OAuthFlowTests {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-02T14:00:00Z"));
  private final JiraSandbox sandbox =
      JiraSandbox.start(SandboxOptions.defaults().withClock(now::get));
  private final OAuthScene scene = new OAuthScene(sandbox);

  @AfterEach
  void stop() {
    scene.close();
    sandbox.close();
  }

  private void pass(Duration time) {
    now.updateAndGet(at -> at.plus(time));
  }

  @Test
  void givesTokensForACodeOnce() {
    String code = scene.code(Site.MAIN_ID);
    JsonNode tokens = SandboxClient.json(scene.exchange(code));
    assertThat(tokens.get("expires_in").intValue()).isEqualTo(3600);
    assertThat(tokens.get("token_type").stringValue()).isEqualTo("Bearer");
    assertThat(tokens.get("scope").stringValue()).isEqualTo(OAuthScene.SCOPES);
    assertThat(tokens.get("access_token").stringValue()).hasSizeGreaterThan(900);
    assertRefused(scene.exchange(code), 403, "invalid_grant");
  }

  @Test
  void bindsCodesToTimeClientAndRedirectUri() {
    String late = scene.code(Site.MAIN_ID);
    pass(Duration.ofMinutes(5));
    assertRefused(scene.exchange(late), 403, "invalid_grant");
    sandbox.oauth().register(new OAuthClient("other", "its-secret", List.of("https://b.example")));
    String code = scene.code(Site.MAIN_ID);
    assertRefused(
        scene.token(
            OAuthScene.codeBody(code)
                .put("client_id", "other")
                .put("client_secret", "its-secret")
                .toString()),
        403,
        "invalid_grant");
    assertRefused(
        scene.token(
            OAuthScene.codeBody(scene.code(Site.MAIN_ID))
                .put("redirect_uri", OAuthScene.REDIRECT + "/")
                .toString()),
        403,
        "unauthorized_client");
    assertRefused(
        scene.token(OAuthScene.codeBody(code).put("client_secret", "wrong").toString()),
        401,
        "access_denied");
    assertRefused(scene.token("{\"grant_type\":\"password\"}"), 400, "unsupported_grant_type");
    assertRefused(scene.token("[]"), 400, "invalid_request");
  }

  @Test
  void takesFormsToo() {
    HttpResponse<String> response =
        scene.form(
            sandbox.authUrl() + "/oauth/token",
            "grant_type",
            "authorization_code",
            "client_id",
            "sandbox-client",
            "client_secret",
            "sandbox-secret",
            "code",
            scene.code(Site.MAIN_ID),
            "redirect_uri",
            OAuthScene.REDIRECT);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void givesNoRefreshTokenWithoutOfflineAccess() {
    String code = scene.code("read:jira-work", Site.MAIN_ID);
    assertThat(SandboxClient.json(scene.exchange(code)).has("refresh_token")).isFalse();
  }

  @Test
  void rotatesRefreshTokensAndForgivesTheLastOneForAWhile() {
    String first = scene.connect(Site.MAIN_ID).get("refresh_token").stringValue();
    String second = scene.refreshed(first);
    pass(Duration.ofMinutes(9));
    String again = scene.refreshed(first);
    assertThat(again).isNotIn(first, second);
    String third = scene.refreshed(again);
    assertThat(scene.refreshed(second)).isNotEqualTo(third);
    GrantView grant = sandbox.oauth().grants().getFirst();
    assertThat(grant.refreshes()).isEqualTo(2);
    assertThat(grant.reusesInLeeway()).isEqualTo(2);
    assertRefused(scene.refresh(first), 403, "invalid_grant");
    assertRefused(scene.refresh(third), 403, "invalid_grant");
    assertThat(sandbox.oauth().grants().getFirst().endedBy()).isEqualTo("reuse");
  }

  @Test
  void endsAGrantWhoseOldTokenComesTooLate() {
    JsonNode tokens = scene.connect(Site.MAIN_ID);
    String first = tokens.get("refresh_token").stringValue();
    JsonNode next = SandboxClient.json(scene.refresh(first));
    pass(Duration.ofMinutes(11));
    assertRefused(scene.refresh(first), 403, "invalid_grant");
    assertRefused(scene.refresh(next.get("refresh_token").stringValue()), 403, "invalid_grant");
    assertThat(scene.resources(next.get("access_token").stringValue()).statusCode()).isEqualTo(401);
    GrantView grant = sandbox.oauth().grants().getFirst();
    assertThat(grant.reusesRefused()).isEqualTo(1);
    assertThat(grant.refusals()).isEqualTo(2);
  }

  @Test
  void endsGrantsLeftAloneAndGrantsGrownOld() {
    String idle = scene.connect(Site.MAIN_ID).get("refresh_token").stringValue();
    pass(Duration.ofDays(90));
    assertRefused(scene.refresh(idle), 403, "invalid_grant");
    String old = scene.connect(Site.MAIN_ID).get("refresh_token").stringValue();
    for (int i = 0; i < 6; i++) {
      pass(Duration.ofDays(60));
      old = scene.refreshed(old);
    }
    pass(Duration.ofDays(5));
    assertRefused(scene.refresh(old), 403, "invalid_grant");
  }

  @Test
  void losesAnAnswerOnPurposeAfterRotating() {
    String first = scene.connect(Site.MAIN_ID).get("refresh_token").stringValue();
    sandbox.oauth().faults(OAuthFaults.dropping(1));
    assertThatThrownBy(() -> scene.refresh(first)).isInstanceOf(UncheckedIOException.class);
    assertThat(sandbox.oauth().grants().getFirst().refreshes()).isEqualTo(1);
    scene.refreshed(scene.refreshed(first));
    GrantView grant = sandbox.oauth().grants().getFirst();
    assertThat(grant.reusesInLeeway()).isEqualTo(1);
    assertThat(grant.refreshes()).isEqualTo(2);
    assertThat(sandbox.requests()).anyMatch(entry -> entry.status() == 0);
  }

  @Test
  void failsRefreshesOnPurposeWithoutChangingAnything() {
    String first = scene.connect(Site.MAIN_ID).get("refresh_token").stringValue();
    sandbox.oauth().faults(OAuthFaults.failing(503, 2));
    assertThat(scene.refresh(first).statusCode()).isEqualTo(503);
    assertThat(scene.refresh(first).statusCode()).isEqualTo(503);
    assertThat(sandbox.oauth().grants().getFirst().refreshes()).isZero();
    scene.refreshed(first);
  }

  @Test
  void refusesARevokedGrantAndNoOther() {
    JsonNode mine = scene.connect(Site.MAIN_ID);
    JsonNode theirs = scene.connect(Site.MAIN_ID);
    assertThat(sandbox.oauth().revoke(sandbox.oauth().grants().getFirst().id())).isTrue();
    assertRefused(
        scene.refresh(mine.get("refresh_token").stringValue()), 403, "unauthorized_client");
    assertThat(scene.resources(mine.get("access_token").stringValue()).statusCode()).isEqualTo(401);
    assertThat(scene.resources(theirs.get("access_token").stringValue()).statusCode())
        .isEqualTo(200);
    scene.refreshed(theirs.get("refresh_token").stringValue());
  }

  @Test
  void endsAccessTokensAtTheirTime() {
    sandbox.oauth().settings(OAuthSettings.ATLASSIAN.withAccessTokenLife(Duration.ofSeconds(20)));
    JsonNode tokens = scene.connect(Site.MAIN_ID);
    String access = tokens.get("access_token").stringValue();
    assertThat(tokens.get("expires_in").intValue()).isEqualTo(20);
    pass(Duration.ofSeconds(19));
    String next =
        SandboxClient.json(scene.refresh(tokens.get("refresh_token").stringValue()))
            .get("access_token")
            .stringValue();
    assertThat(scene.resources(access).statusCode()).isEqualTo(200);
    pass(Duration.ofSeconds(1));
    HttpResponse<String> refused = scene.resources(access);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(Json.MAPPER.readTree(refused.body()))
        .isEqualTo(Json.MAPPER.readTree("{\"code\":401,\"message\":\"Unauthorized\"}"));
    assertThat(scene.resources(next).statusCode()).isEqualTo(200);
  }

  @Test
  void consentsWithoutABrowser() {
    URI declined = sandbox.oauth().consent(scene.authorizeUrl(), Decision.DECLINE, List.of());
    assertThat(declined.getQuery()).contains("error=access_denied", "state=" + OAuthScene.STATE);
    assertThat(sandbox.oauth().grants()).isEmpty();
    assertThatThrownBy(
            () -> sandbox.oauth().consent(scene.authorizeUrl(), Decision.ACCEPT, List.of("no")))
        .hasMessageContaining("at least one of the sites");
    String elsewhere = scene.authorizeUrl().replace("localhost%3A8080", "evil.example");
    assertThatThrownBy(
            () -> sandbox.oauth().consent(elsewhere, Decision.ACCEPT, List.of(Site.MAIN_ID)))
        .isInstanceOf(AuthorizationRefused.class)
        .hasMessageContaining("redirect_uri");
  }

  private static void assertRefused(HttpResponse<String> response, int status, String error) {
    JsonNode body = SandboxClient.json(response);
    assertThat(body.path("error").asString("")).as(response.body()).isEqualTo(error);
    assertThat(body.get("error_description").stringValue()).isNotBlank();
    assertThat(response.statusCode()).isEqualTo(status);
  }
}
