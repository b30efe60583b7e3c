package io.issuestream.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.sandbox.admin.Faults;
import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sandbox.oauth.Site;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The way to sites by access token. */
class ApiGatewayTests {
  private final JiraSandbox sandbox = JiraSandbox.start(SandboxOptions.defaults());
  private final OAuthScene scene = new OAuthScene(sandbox);

  @BeforeEach
  void fill() {
    sandbox.generate(GenerateOptions.of(120, 3).in(List.of("PAY")));
  }

  @AfterEach
  void stop() {
    scene.close();
    sandbox.close();
  }

  private static String site(String cloudId, String path) {
    return "/ex/jira/" + cloudId + path;
  }

  private String token(String... sites) {
    return scene.connect(sites).get("access_token").stringValue();
  }

  private String scoped(String scopes) {
    return SandboxClient.json(scene.exchange(scene.code(scopes, Site.MAIN_ID)))
        .get("access_token")
        .stringValue();
  }

  @Test
  void namesTheSitesGrantedAndNoOther() {
    JsonNode both = SandboxClient.json(scene.resources(token(Site.MAIN_ID, Site.SECOND_ID)));
    assertThat(both.valueStream().map(each -> each.get("id").stringValue()))
        .containsExactly(Site.MAIN_ID, Site.SECOND_ID);
    JsonNode second = SandboxClient.json(scene.resources(token(Site.SECOND_ID)));
    assertThat(second.size()).isEqualTo(1);
    assertThat(second.at("/0/name").stringValue()).isEqualTo("second");
    assertThat(second.at("/0/url").stringValue()).startsWith("http://127.0.0.1:");
    assertThat(second.at("/0/avatarUrl").isString()).isTrue();
    assertThat(second.at("/0/scopes").toString())
        .contains("read:jira-work")
        .doesNotContain("offline_access");
  }

  @Test
  void leadsToEachSitesOwnData() {
    String token = token(Site.MAIN_ID, Site.SECOND_ID);
    assertThat(projects(Site.MAIN_ID, token)).containsExactly("PAY");
    assertThat(projects(Site.SECOND_ID, token)).containsExactly("LAB");
    sandbox.edit("LAB-2", Map.of("summary", "Elsewhere"));
    JsonNode issue =
        SandboxClient.json(
            scene.api(site(Site.SECOND_ID, "/rest/api/3/issue/LAB-2?fields=summary"), token));
    assertThat(issue.at("/fields/summary").stringValue()).isEqualTo("Elsewhere");
    assertThat(issue.get("self").stringValue())
        .startsWith(sandbox.apiUrl() + "/ex/jira/" + Site.SECOND_ID + "/rest/api/3/issue/");
    JsonNode server =
        SandboxClient.json(scene.api(site(Site.MAIN_ID, "/rest/api/3/serverInfo"), token));
    assertThat(server.get("baseUrl").stringValue()).isEqualTo(sandbox.cloudUrl());
    assertThat(sandbox.issues("LAB", Site.SECOND_ID)).hasSize(60);
    assertThat(sandbox.issues("LAB")).isEmpty();
  }

  private List<String> projects(String cloudId, String token) {
    return SandboxClient.json(scene.api(site(cloudId, "/rest/api/3/project/search"), token))
        .get("values")
        .valueStream()
        .map(each -> each.get("key").stringValue())
        .toList();
  }

  @Test
  void knowsNoSiteThatWasNotGranted() {
    String token = token(Site.SECOND_ID);
    for (String id : List.of(Site.MAIN_ID, "00000000-0000-0000-0000-000000000000")) {
      HttpResponse<String> answer = scene.api(site(id, "/rest/api/3/serverInfo"), token);
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(SandboxClient.json(answer).get("path").stringValue()).startsWith("/ex/jira/");
    }
    assertThat(scene.api(site(Site.SECOND_ID, ""), token).statusCode()).isEqualTo(404);
  }

  @Test
  void refusesOtherCredentials() {
    String path = site(Site.MAIN_ID, "/rest/api/3/serverInfo");
    assertThat(scene.api(path, "sbxa.unknown").statusCode()).isEqualTo(401);
    assertThat(scene.api(path, JiraSandbox.CLOUD_API_TOKEN).statusCode()).isEqualTo(401);
    assertThat(scene.get(sandbox.apiUrl() + path).statusCode()).isEqualTo(401);
    assertThat(
            scene
                .get(sandbox.cloudUrl() + "/rest/api/3/myself?a=" + token(Site.MAIN_ID))
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void asksForTheScopeOfEachEndpoint() {
    String work = scoped("read:jira-work");
    assertThat(status("/rest/api/3/search/jql?jql=project=PAY", work)).isEqualTo(200);
    assertThat(status("/rest/api/3/serverInfo", work)).isEqualTo(200);
    HttpResponse<String> refused = scene.api(site(Site.MAIN_ID, "/rest/api/3/users/search"), work);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(SandboxClient.json(refused).get("message").stringValue())
        .isEqualTo("Unauthorized; scope does not match");
    assertThat(status("/rest/api/3/users/search", scoped("read:jira-user"))).isEqualTo(200);
    assertThat(status("/rest/api/3/field", scoped("read:jira-user"))).isEqualTo(401);
  }

  @Test
  void takesOnlyGranularScopesForBoardsAndSprints() {
    String classic = scoped("read:jira-work read:jira-user");
    assertThat(status("/rest/agile/1.0/board", classic)).isEqualTo(401);
    String boards = scoped("read:board-scope:jira-software read:project:jira");
    assertThat(status("/rest/agile/1.0/board", boards)).isEqualTo(200);
    assertThat(status("/rest/agile/1.0/board/1/sprint", boards)).isEqualTo(401);
    assertThat(status("/rest/agile/1.0/board/1/configuration", boards)).isEqualTo(401);
    String sprints = scoped("read:sprint:jira-software");
    assertThat(status("/rest/agile/1.0/board/1/sprint", sprints)).isEqualTo(200);
    String admin = scoped("read:board-scope.admin:jira-software read:project:jira");
    assertThat(status("/rest/agile/1.0/board/1/configuration", admin)).isEqualTo(200);
  }

  private int status(String path, String token) {
    return scene.api(site(Site.MAIN_ID, path), token).statusCode();
  }

  @Test
  void meetsFaultsAndIsLogged() {
    String token = token(Site.MAIN_ID);
    sandbox.requestLog().clear();
    sandbox.faults(Faults.failing(new Faults.FailNext(503, 1)));
    assertThat(status("/rest/api/3/serverInfo", token)).isEqualTo(503);
    assertThat(sandbox.requests().getFirst().surface()).isEqualTo("api");
    assertThat(sandbox.requests().getFirst().path())
        .isEqualTo("/ex/jira/" + Site.MAIN_ID + "/rest/api/3/serverInfo");
  }

  @Test
  void logsNothingSecret() {
    scene.get(scene.authorizeUrl());
    String token = token(Site.MAIN_ID);
    scene.resources(token);
    assertThat(sandbox.requests().toString())
        .doesNotContain("sbxa.", "sbxc.", "sbxr.", "sandbox-secret", "st%26te");
  }
}
