package io.issuestream.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.sandbox.admin.Faults;
import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sandbox.json.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class AdminApiTests {
  private final JiraSandbox sandbox = JiraSandbox.start(SandboxOptions.defaults());
  private final SandboxClient client = new SandboxClient(sandbox);

  @TempDir Path directory;

  @AfterEach
  void stop() {
    client.close();
    sandbox.close();
  }

  private HttpResponse<String> raw(String method, String path, String body) {
    return client.send(method, sandbox.adminUrl() + path, body.isEmpty() ? null : body, null);
  }

  @Test
  void loadsEditsMovesAndDeletes() {
    Samples.directory(directory);
    JsonNode report =
        client.admin(
            "POST", "/load", Json.object().put("directory", directory.toString()).toString());
    assertThat(report.get("issues").intValue()).isEqualTo(3);
    assertThat(client.admin("GET", "/state", null).get("projects").intValue()).isEqualTo(2);
    JsonNode edited =
        client.admin("POST", "/issues/ABC-1/edit", "{\"fields\":{\"summary\":\"New\"}}");
    assertThat(edited.get("key").stringValue()).isEqualTo("ABC-1");
    assertThat(client.server("/rest/api/2/issue/ABC-1").at("/fields/summary").stringValue())
        .isEqualTo("New");
    assertThat(
            client
                .admin("POST", "/issues/ABC-1/move", "{\"project\":\"XYZ\"}")
                .get("key")
                .stringValue())
        .isEqualTo("XYZ-10");
    assertThat(client.cloud("/rest/api/3/issue/ABC-1").get("key").stringValue())
        .isEqualTo("XYZ-10");
    assertThat(raw("DELETE", "/issues/XYZ-9", "").statusCode()).isEqualTo(204);
    assertThat(
            client
                .admin("GET", "/issues?project=XYZ", null)
                .valueStream()
                .map(i -> i.get("key").stringValue()))
        .containsExactly("XYZ-10");
  }

  @Test
  void findsAnEditByItsTime() {
    Samples.directory(directory);
    sandbox.load(directory, List.of());
    sandbox.edit("ABC-2", Map.of("priority", "High"));
    JsonNode page = client.server("/rest/api/2/search", "jql", "updated >= -5m");
    assertThat(page.at("/issues/0/key").stringValue()).isEqualTo("ABC-2");
    assertThat(page.get("total").intValue()).isEqualTo(1);
  }

  @Test
  void generatesAndGivesPullRequestsAndMembers() {
    JsonNode state =
        client.admin("POST", "/generate", "{\"issues\":120,\"seed\":3,\"projects\":[\"ABC\"]}");
    assertThat(state.get("issues").intValue()).isEqualTo(120);
    HttpResponse<String> lines = raw("GET", "/pull-requests", "");
    assertThat(lines.body().lines().count()).isEqualTo(state.get("pullRequests").longValue() * 3);
    assertThat(
            lines.body().lines().map(Json.MAPPER::readTree).map(n -> n.get("event").stringValue()))
        .contains("pull_request", "push");
    assertThat(raw("GET", "/members", "").body()).startsWith("email,displayName,githubLogin");
  }

  @Test
  void logsWhatTheSurfacesWereAsked() {
    client.server("/rest/api/2/serverInfo");
    client.cloud("/rest/api/3/search/jql", "jql", "order by id");
    JsonNode log = client.admin("GET", "/requests", null);
    assertThat(log.valueStream().map(e -> e.get("surface").stringValue()))
        .containsExactly("dc", "cloud");
    assertThat(log.at("/1/status").intValue()).isEqualTo(400);
    assertThat(log.at("/1/query").stringValue()).isEqualTo("jql=order by id");
    assertThat(log.at("/0/at").stringValue()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    assertThat(client.admin("GET", "/requests?since=1", null).size()).isEqualTo(1);
    assertThat(raw("DELETE", "/requests", "").statusCode()).isEqualTo(204);
    assertThat(sandbox.requests()).isEmpty();
  }

  @Test
  void failsAsManyRequestsAsItIsTold() {
    client.admin(
        "PUT", "/faults", "{\"failNext\":{\"status\":429,\"count\":2,\"retryAfterSeconds\":7}}");
    String url = sandbox.dataCenterUrl() + "/rest/api/2/serverInfo";
    assertThat(client.get(url, null).headers().firstValue("Retry-After")).contains("7");
    assertThat(client.get(url, null).statusCode()).isEqualTo(429);
    assertThat(client.get(url, null).statusCode()).isEqualTo(200);
    sandbox.faults(Faults.latency(Duration.ofMillis(150)));
    long began = System.nanoTime();
    assertThat(client.get(url, null).statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isGreaterThanOrEqualTo(Duration.ofMillis(150));
  }

  @Test
  void makesSingleIssuesUnreadable() {
    Samples.directory(directory);
    sandbox.load(directory, List.of());
    sandbox.faults(Faults.broken(List.of("ABC-2")));
    JsonNode issues =
        client.server("/rest/api/2/search", "jql", "project = ABC order by id").get("issues");
    assertThat(issues.get(0).get("fields").isObject()).isTrue();
    assertThat(issues.get(1).get("fields").isString()).isTrue();
    sandbox.faults(Faults.NONE);
    assertThat(client.server("/rest/api/2/issue/ABC-2").get("fields").isObject()).isTrue();
  }

  /** Answers made on different threads must not leave the connection's next request unread. */
  @Test
  void answersAdminAndSurfaceInTurnOnOneConnection() {
    sandbox.generate(GenerateOptions.of(100, 1));
    for (int i = 0; i < 200; i++) {
      assertThat(client.admin("GET", "/state", null).get("issues").intValue()).isEqualTo(100);
      assertThat(
              client
                  .server("/rest/api/2/search", "jql", "", "fields", "*all", "maxResults", "100")
                  .get("issues")
                  .size())
          .isEqualTo(100);
    }
  }

  @Test
  void movesTheAccountToAnotherZone() {
    client.admin("PUT", "/account", "{\"timeZone\":\"Asia/Kolkata\"}");
    assertThat(client.cloud("/rest/api/3/myself").get("timeZone").stringValue())
        .isEqualTo("Asia/Kolkata");
    assertThat(raw("PUT", "/account", "{\"timeZone\":\"Mars/Olympus\"}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void saysPlainlyWhatIsWrong() {
    assertThat(raw("POST", "/load", "{\"directory\":\"/no/such/place\"}").body())
        .contains("/no/such/place");
    assertThat(raw("POST", "/load", "{}").body()).contains("'directory' is missing");
    assertThat(raw("POST", "/load", "nonsense").statusCode()).isEqualTo(400);
    assertThat(raw("POST", "/generate", "{\"issues\":0}").statusCode()).isEqualTo(400);
    assertThat(raw("POST", "/issues/NO-1/edit", "{\"fields\":{}}").statusCode()).isEqualTo(404);
    assertThat(raw("GET", "/nothing", "").statusCode()).isEqualTo(404);
    assertThat(raw("GET", "/requests?since=x", "").statusCode()).isEqualTo(400);
  }
}
