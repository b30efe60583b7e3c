package io.issuestream.sandbox.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.sandbox.http.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Fine-grained tokens, apps and their installations. */
class GitHubLoginTests {
  private static final String TOKENS =
      "/app/installations/" + GitHubLogin.INSTALLATION_ID + "/access_tokens";
  private final GitHubScene scene = new GitHubScene(60, 5);

  private Answer ask(String method, String path, String token) {
    return scene.ask(
        method, path, Map.of("user-agent", "test", "authorization", "Bearer " + token));
  }

  private String installationToken() {
    Answer issued = ask("POST", TOKENS, scene.jwt(GitHubLogin.APP_ID, Duration.ofMinutes(9)));
    assertThat(issued.status()).as(issued.bodyText()).isEqualTo(201);
    JsonNode body = GitHubScene.json(issued);
    assertThat(body.get("expires_at").stringValue()).isEqualTo("2026-11-02T15:00:00Z");
    return body.get("token").stringValue();
  }

  @Test
  void takesTheFineGrainedTokenUntilItIsRevoked() {
    assertThat(scene.get("/user").status()).isEqualTo(200);
    assertThat(
            scene
                .ask(
                    "GET",
                    "/user",
                    Map.of("user-agent", "x", "authorization", "token " + GitHubLogin.TOKEN))
                .status())
        .isEqualTo(200);
    assertThat(scene.get("/user", "wrong", null).status()).isEqualTo(401);
    assertThat(GitHubScene.json(scene.get("/user", null, null)).get("message").stringValue())
        .isEqualTo("Requires authentication");
    scene.gitHub().tokenAccepted(false);
    assertThat(GitHubScene.json(scene.get("/user")).get("message").stringValue())
        .isEqualTo("Bad credentials");
  }

  @Test
  void givesAppsATokenForAnHour() {
    String token = installationToken();
    assertThat(
            GitHubScene.json(ask("GET", "/installation/repositories", token))
                .get("total_count")
                .intValue())
        .isEqualTo(2);
    assertThat(ask("GET", "/user/repos", token).status()).isEqualTo(403);
    assertThat(scene.get("/installation/repositories").status()).isEqualTo(403);
    scene.pass(Duration.ofHours(1));
    assertThat(ask("GET", "/installation/repositories", token).status()).isEqualTo(401);
  }

  @Test
  void readsWhatAnAppsTokenSays() {
    assertThat(ask("GET", "/app", scene.jwt(GitHubLogin.APP_ID, Duration.ofMinutes(9))).status())
        .isEqualTo(200);
    assertThat(ask("POST", TOKENS, scene.jwt("1", Duration.ofMinutes(9))).status()).isEqualTo(401);
    assertThat(ask("POST", TOKENS, scene.jwt(GitHubLogin.APP_ID, Duration.ofMinutes(-1))).status())
        .isEqualTo(401);
    assertThat(ask("POST", TOKENS, scene.jwt(GitHubLogin.APP_ID, Duration.ofHours(2))).status())
        .isEqualTo(401);
    assertThat(ask("POST", TOKENS, GitHubLogin.TOKEN).status()).isEqualTo(401);
    assertThat(ask("POST", TOKENS, "a.b.c").status()).isEqualTo(401);
    assertThat(
            ask(
                    "POST",
                    "/app/installations/1/access_tokens",
                    scene.jwt(GitHubLogin.APP_ID, Duration.ofMinutes(9)))
                .status())
        .isEqualTo(404);
  }

  @Test
  void wantsAUserAgent() {
    Answer refused =
        scene.ask("GET", "/user", Map.of("authorization", "Bearer " + GitHubLogin.TOKEN));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.bodyText()).contains("User-Agent");
  }
}
