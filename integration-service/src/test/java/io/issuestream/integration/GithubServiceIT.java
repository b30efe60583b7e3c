package io.issuestream.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.sandbox.JiraSandbox;
import io.issuestream.sandbox.SandboxOptions;
import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sandbox.github.GitHub;
import io.issuestream.sandbox.github.GitHubFaults;
import io.issuestream.sandbox.github.GitHubLimits;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service beside a GitHub of its own, whose limits are those of each test. */
public abstract class GithubServiceIT extends ServiceIT {

  protected static final String ROOT = "/api/v1/integration/github";

  /** Out of the way of what is not about limits. */
  protected static final GitHubLimits WIDE =
      new GitHubLimits(1_000_000, Duration.ofHours(1), 1_000_000, 403);

  protected static final JiraSandbox SANDBOX = JiraSandbox.start(SandboxOptions.defaults());
  protected static final GitHub GITHUB = SANDBOX.gitHub();

  @DynamicPropertySource
  static void github(DynamicPropertyRegistry registry) {
    GithubServiceIT.settings().forEach((name, value) -> registry.add(name, () -> value));
  }

  /** What a replica has to be told as well. */
  protected static Map<String, Object> settings() {
    var settings = new HashMap<String, Object>();
    settings.put("issuestream.github.api-url", SANDBOX.gitHubUrl());
    settings.put("issuestream.github.requests-per-second", "2000");
    settings.put("issuestream.github.retry-backoff", "20ms");
    settings.put("issuestream.github.backfill.check-every", "100ms");
    settings.put("issuestream.github.backfill.every", "1h");
    settings.put("issuestream.github.backfill.retry-backoff", "100ms");
    return settings;
  }

  @BeforeEach
  void aGithubThatIsWell() {
    GITHUB.limits(WIDE);
    GITHUB.faults(GitHubFaults.NONE);
    GITHUB.tokenAccepted(true);
    GITHUB.forgetUse();
  }

  /** So many pull requests over the repositories of these projects. */
  protected static void pullRequests(int count, String... projects) {
    SANDBOX.generate(
        GenerateOptions.of(Math.max(200, count), 7).in(List.of(projects)).withPullRequests(count));
  }

  protected ResponseSpec connectGithub(Map<String, String> body) {
    return admin()
        .post()
        .uri(ROOT + "/connection")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }

  protected static Map<String, String> token() {
    return Map.of("authentication", "token", "token", JiraSandbox.GITHUB_TOKEN);
  }

  protected ResponseSpec toggle(long repositoryId, String action) {
    return admin()
        .post()
        .uri(ROOT + "/repositories/toggle")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(Map.of("repositoryId", repositoryId, "action", action))
        .exchange();
  }

  protected JsonNode repositories(String query) {
    return json(as(team, "member"), ROOT + "/repositories" + query);
  }

  /** The one repository of this name. */
  protected JsonNode repository(String fullName) {
    return repositories("?limit=200")
        .at("/items")
        .valueStream()
        .filter(one -> one.at("/fullName").stringValue().equals(fullName))
        .findFirst()
        .orElseThrow();
  }

  protected static JsonNode json(WebTestClient client, String uri) {
    byte[] body =
        client
            .get()
            .uri(uri)
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody();
    assertThat(body).isNotNull();
    return JsonMapper.shared().readTree(body);
  }
}
