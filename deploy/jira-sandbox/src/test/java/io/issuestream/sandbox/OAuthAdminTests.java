package io.issuestream.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.sandbox.oauth.Site;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the admin API does to authorisation and to GitHub. */
class OAuthAdminTests {
  private final JiraSandbox sandbox = JiraSandbox.start(SandboxOptions.defaults());
  private final OAuthScene scene = new OAuthScene(sandbox);
  private final SandboxClient client = new SandboxClient(sandbox);

  @AfterEach
  void stop() {
    client.close();
    scene.close();
    sandbox.close();
  }

  private JsonNode admin(String method, String path, String body) {
    return client.admin(method, path, body.isEmpty() ? null : body);
  }

  private HttpResponse<String> raw(String method, String path, String body) {
    return client.send(method, sandbox.adminUrl() + path, body.isEmpty() ? null : body, null);
  }

  @Test
  void listsGrantsWithoutTheirTokens() {
    String refresh = scene.connect(Site.SECOND_ID).get("refresh_token").stringValue();
    scene.refreshed(refresh);
    scene.refreshed(refresh);
    HttpResponse<String> shown = raw("GET", "/oauth", "");
    assertThat(shown.body()).doesNotContain("sbxa.", "sbxr.", "sandbox-secret");
    JsonNode overview = SandboxClient.json(shown);
    assertThat(overview.get("refreshes").intValue()).isEqualTo(1);
    assertThat(overview.get("reusesInLeeway").intValue()).isEqualTo(1);
    assertThat(overview.get("reusesRefused").intValue()).isZero();
    assertThat(overview.at("/grants/0/siteIds/0").stringValue()).isEqualTo(Site.SECOND_ID);
    assertThat(overview.at("/grants/0/endedBy").isNull()).isTrue();
    assertThat(overview.at("/sites/1/name").stringValue()).isEqualTo("second");
    assertThat(overview.at("/clients/0/id").stringValue()).isEqualTo("sandbox-client");
  }

  @Test
  void changesSettingsClientsAndFaults() {
    assertThat(
            admin("PUT", "/oauth/settings", "{\"accessTokenSeconds\":20,\"reuseLeewaySeconds\":0}"))
        .isEqualTo(admin("GET", "/oauth", "").get("settings"));
    JsonNode tokens = scene.connect(Site.MAIN_ID);
    assertThat(tokens.get("expires_in").intValue()).isEqualTo(20);
    admin("PUT", "/oauth/faults", "{\"failRefreshes\":1,\"failStatus\":500}");
    String refresh = tokens.get("refresh_token").stringValue();
    assertThat(scene.refresh(refresh).statusCode()).isEqualTo(500);
    assertThat(scene.refresh(refresh).statusCode()).isEqualTo(200);
    assertThat(
            raw(
                    "PUT",
                    "/oauth/clients/sandbox-client",
                    "{\"secret\":\"new\",\"redirectUris\":[\"http://localhost:8080/*\"]}")
                .statusCode())
        .isEqualTo(204);
    assertThat(scene.exchange(scene.code(Site.MAIN_ID)).statusCode()).isEqualTo(401);
    assertThat(raw("PUT", "/oauth/clients/x", "{\"secret\":\"s\"}").statusCode()).isEqualTo(400);
    assertThat(raw("PUT", "/oauth/settings", "{\"codeSeconds\":0}").statusCode()).isEqualTo(400);
    assertThat(raw("PUT", "/oauth/faults", "{\"failStatus\":\"x\"}").statusCode()).isEqualTo(400);
  }

  @Test
  void revokesAndExpires() {
    JsonNode tokens = scene.connect(Site.MAIN_ID);
    String access = tokens.get("access_token").stringValue();
    String id = sandbox.oauth().grants().getFirst().id();
    assertThat(raw("DELETE", "/oauth/grants/" + id + "/access-tokens", "").statusCode())
        .isEqualTo(204);
    assertThat(scene.resources(access).statusCode()).isEqualTo(401);
    String refresh = scene.refreshed(tokens.get("refresh_token").stringValue());
    assertThat(raw("DELETE", "/oauth/grants/" + id, "").statusCode()).isEqualTo(204);
    assertThat(scene.refresh(refresh).statusCode()).isEqualTo(403);
    assertThat(raw("DELETE", "/oauth/grants/none", "").statusCode()).isEqualTo(400);
    scene.connect(Site.MAIN_ID);
    assertThat(raw("DELETE", "/oauth/grants", "").statusCode()).isEqualTo(204);
    assertThat(sandbox.oauth().grants()).noneMatch(grant -> grant.alive());
  }

  @Test
  void setsGitHubsLimitsAndFaults() {
    admin("POST", "/generate", "{\"issues\":60,\"projects\":[\"PAY\"],\"pullRequests\":7}");
    assertThat(admin("GET", "/github", "").at("/repositories/0").stringValue())
        .isEqualTo("example/pay-service");
    admin("PUT", "/github/limits", "{\"requests\":2,\"windowSeconds\":60,\"refusal\":429}");
    String login = "Bearer " + JiraSandbox.GITHUB_TOKEN;
    String pulls = sandbox.gitHubUrl() + "/repos/example/pay-service/pulls?state=all";
    HttpResponse<String> page = client.get(pulls, login);
    assertThat(SandboxClient.json(page).size()).isEqualTo(7);
    assertThat(page.headers().firstValue("ETag")).isPresent();
    client.get(pulls, login);
    assertThat(client.get(pulls, login).statusCode()).isEqualTo(429);
    assertThat(admin("GET", "/github", "").at("/use/refusedByPrimary").intValue()).isEqualTo(1);
    admin("PUT", "/github/limits", "{\"requests\":5000}");
    admin("PUT", "/github/faults", "{\"secondaryLimits\":1,\"retryAfterSeconds\":0}");
    assertThat(client.get(pulls, login).statusCode()).isEqualTo(403);
    assertThat(client.get(pulls, login).statusCode()).isEqualTo(200);
    admin("PUT", "/github/token", "{\"accepted\":false}");
    assertThat(client.get(pulls, login).statusCode()).isEqualTo(401);
    assertThat(raw("PUT", "/github/token", "{}").statusCode()).isEqualTo(400);
    assertThat(raw("DELETE", "/github/use", "").statusCode()).isEqualTo(204);
    assertThat(raw("DELETE", "/github/installation-tokens", "").statusCode()).isEqualTo(204);
    assertThat(raw("GET", "/github/nothing", "").statusCode()).isEqualTo(404);
    assertThat(sandbox.requests()).allMatch(entry -> entry.surface().equals("github"));
  }
}
