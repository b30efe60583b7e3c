package io.issuestream.integration.github.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.integration.GithubServiceIT;
import io.issuestream.sandbox.JiraSandbox;
import io.issuestream.sandbox.github.GitHubFaults;
import io.issuestream.sandbox.github.GitHubLogin;
import io.issuestream.tenancy.TeamScope;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

class GithubConnectionIT extends GithubServiceIT {

  @Test
  void connectsByTokenShowsNoSecretAndLeavesNothing() {
    pullRequests(10, "PAY");
    admin().get().uri(ROOT + "/connection").exchange().expectStatus().isNotFound();
    connectGithub(token())
        .expectStatus()
        .isCreated()
        .expectBody(String.class)
        .value(body ->
            assertThat(body)
                .contains("sandbox-admin", "active")
                .doesNotContain(JiraSandbox.GITHUB_TOKEN));
    JsonNode shown = json(as(team, "member"), ROOT + "/connection");
    connectGithub(token()).expectStatus().isOk();
    assertThat(json(admin(), ROOT + "/connection").at("/connectionId"))
        .isEqualTo(shown.at("/connectionId"));
    as(newTeam(), "team_admin")
        .get()
        .uri(ROOT + "/connection")
        .exchange()
        .expectStatus()
        .isNotFound();
    toggle(repository("example/pay-service").at("/repositoryId").longValue(), "add")
        .expectStatus()
        .isOk();
    assertThat(rows("github_connection"))
        .contains(team)
        .doesNotContain(JiraSandbox.GITHUB_TOKEN)
        .doesNotContain(HexFormat.of().formatHex(JiraSandbox.GITHUB_TOKEN.getBytes(UTF_8)));
    admin().delete().uri(ROOT + "/connection").exchange().expectStatus().isNoContent();
    admin().delete().uri(ROOT + "/connection").exchange().expectStatus().isNotFound();
    assertThat(count("github_connection")).isZero();
    assertThat(count("github_repository where active and")).isZero();
    admin().get().uri(ROOT + "/repositories").exchange().expectStatus().isNotFound();
  }

  @Test
  void connectsAnAppAndGetsAnotherTokenOfItsInstallation() throws GeneralSecurityException {
    pullRequests(10, "PAY");
    connectGithub(app("4712", GitHubLogin.INSTALLATION_ID)).expectStatus().isEqualTo(422);
    connectGithub(app(GitHubLogin.APP_ID, "1")).expectStatus().isEqualTo(422);
    connectGithub(app(GitHubLogin.APP_ID, GitHubLogin.INSTALLATION_ID))
        .expectStatus()
        .isCreated()
        .expectBody()
        .jsonPath("$.account")
        .isEqualTo("Sandbox App");
    assertThat(repositories("").at("/items").size()).isEqualTo(1);
    GITHUB.endInstallationTokens();
    toggle(repository("example/pay-service").at("/repositoryId").longValue(), "add")
        .expectStatus()
        .isOk();
    awaitStatus("example/pay-service", "complete");
  }

  @Test
  void refusesWhatDoesNotWorkAndStoresNothing() {
    connectGithub(Map.of("authentication", "token", "token", "ghp_wrong"))
        .expectStatus()
        .isEqualTo(422)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:issuestream:problem:github-credentials-rejected");
    for (Map<String, String> body :
        List.of(
            Map.of("authentication", "password"),
            Map.of("authentication", "token"),
            Map.of("authentication", "token", "token", "two words"),
            Map.of("authentication", "app", "appId", "1", "installationId", "../2"),
            Map.of(
                "authentication", "app", "appId", "1", "installationId", "2", "privateKey", "x"))) {
      connectGithub(body).expectStatus().isBadRequest();
    }
    assertThat(count("github_connection")).isZero();
    as(team, "member")
        .post()
        .uri(ROOT + "/connection")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(token())
        .exchange()
        .expectStatus()
        .isForbidden();
  }

  @Test
  void saysWhenTheTokenIsRefusedAndGoesOnWithAnother() {
    pullRequests(10, "PAY");
    connectGithub(token()).expectStatus().isCreated();
    JsonNode well = json(as(team, "member"), ROOT + "/health");
    assertThat(well.at("/status").stringValue()).isEqualTo("ok");
    assertThat(well.at("/token").stringValue()).isEqualTo("valid");
    assertThat(well.at("/remaining").intValue()).isPositive();
    long id = repository("example/pay-service").at("/repositoryId").longValue();
    GITHUB.tokenAccepted(false);
    toggle(id, "add").expectStatus().isOk();
    awaitStatus("example/pay-service", "error");
    JsonNode shown = json(as(team, "member"), ROOT + "/connection");
    assertThat(shown.at("/status").stringValue()).isEqualTo("reconnect");
    assertThat(shown.at("/reason").stringValue()).contains("Connect GitHub");
    GITHUB.tokenAccepted(true);
    connectGithub(token()).expectStatus().isOk();
    awaitStatus("example/pay-service", "complete");
    assertThat(json(admin(), ROOT + "/connection").at("/status").stringValue()).isEqualTo("active");
  }

  @Test
  void listsEveryRepositoryOverSeveralPagesAndTakesThemInAndOut() {
    String[] projects = IntStream.range(0, 120).mapToObj("R%03d"::formatted).toArray(String[]::new);
    pullRequests(0, projects);
    connectGithub(token()).expectStatus().isCreated();
    JsonNode first = repositories("?limit=100");
    JsonNode second = repositories("?limit=100&after=" + first.at("/next").stringValue());
    assertThat(first.at("/items").size() + second.at("/items").size()).isEqualTo(120);
    assertThat(second.at("/next").isNull()).isTrue();
    long one = first.at("/items/0/repositoryId").longValue();
    long other = first.at("/items/1/repositoryId").longValue();
    toggle(one, "add").expectStatus().isOk().expectBody().jsonPath("$.tracked").isEqualTo(true);
    toggle(424242, "add")
        .expectStatus()
        .isEqualTo(422)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:issuestream:problem:unknown-repository");
    toggle(424242, "remove").expectStatus().isNotFound();
    admin()
        .put()
        .uri(ROOT + "/repositories")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(Map.of("repositories", List.of(Map.of("repositoryId", other))))
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.items.length()")
        .isEqualTo(1)
        .jsonPath("$.items[0].repositoryId")
        .isEqualTo(other);
    toggle(other, "remove")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.tracked")
        .isEqualTo(false);
    assertThat(count("github_repository where active and")).isZero();
  }

  @Test
  void showsWhatIsTrackedWhileGithubWantsToBeLeftAlone() {
    pullRequests(10, "PAY");
    connectGithub(token()).expectStatus().isCreated();
    toggle(repository("example/pay-service").at("/repositoryId").longValue(), "add")
        .expectStatus()
        .isOk();
    awaitStatus("example/pay-service", "complete");
    GITHUB.forgetUse();
    GITHUB.faults(GitHubFaults.secondary(1, 0, 600));
    // One that is missing from a list which is not quite young has the list read again.
    await()
        .until(() -> {
          toggle(424242, "add").expectStatus().isEqualTo(422);
          return GITHUB.use().requests() > 0;
        });
    JsonNode stale = repositories("");
    assertThat(stale.at("/items/0/tracked").booleanValue()).isTrue();
    assertThat(stale.at("/notice").stringValue()).contains("asks to wait");
    assertThat(stale.at("/stale").booleanValue()).isTrue();
    JsonNode health = json(admin(), ROOT + "/health");
    assertThat(health.at("/status").stringValue()).isEqualTo("degraded");
    assertThat(health.at("/pausedSeconds").longValue()).isBetween(500L, 601L);
    assertThat(GITHUB.use().whileToldToWait()).isZero();
    assertThat(GITHUB.use().requests()).isEqualTo(1);
  }

  private void awaitStatus(String fullName, String status) {
    await().until(() -> repository(fullName).at("/backfillStatus").stringValue("").equals(status));
  }

  private long count(String what) {
    String where = what.contains(" where ") ? " " : " where ";
    return database
        .sql("select count(*) from " + what + where + "team_id = $1")
        .bind(0, team)
        .mapValue(Long.class)
        .one()
        .contextWrite(TeamScope.of(team))
        .blockOptional(Duration.ofSeconds(20))
        .orElseThrow();
  }

  private String rows(String table) {
    return database
        .sql("select string_agg(t::text, '') from " + table + " t where team_id = $1")
        .bind(0, team)
        .mapValue(String.class)
        .one()
        .contextWrite(TeamScope.of(team))
        .blockOptional(Duration.ofSeconds(20))
        .orElseThrow();
  }

  private static Map<String, String> app(String appId, String installationId)
      throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    String key =
        Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
    var body = new HashMap<String, String>();
    body.put("authentication", "app");
    body.put("appId", appId);
    body.put("installationId", installationId);
    body.put("privateKey", "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n");
    return body;
  }
}
