package io.issuestream.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.sandbox.generate.GenerateOptions;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the calling account loses and regains: projects, single issues, archived ones. */
class PermissionTests {
  private static final String UNKNOWN =
      "Issue does not exist or you do not have permission to see it.";

  private final JiraSandbox sandbox = JiraSandbox.start(SandboxOptions.defaults());
  private final SandboxClient client = new SandboxClient(sandbox);

  @BeforeEach
  void fill() {
    sandbox.generate(GenerateOptions.of(200, 3).in(List.of("PAY", "OPS")));
  }

  @AfterEach
  void stop() {
    client.close();
    sandbox.close();
  }

  private HttpResponse<String> cloud(String path) {
    return client.get(sandbox.cloudUrl() + path, SandboxClient.CLOUD_LOGIN);
  }

  private HttpResponse<String> server(String path) {
    return client.get(sandbox.dataCenterUrl() + path, SandboxClient.SERVER_LOGIN);
  }

  private int total(String jql) {
    return client.server("/rest/api/2/search", "jql", jql, "maxResults", "0").get("total").asInt();
  }

  @Test
  void aHiddenProjectIsNotThere() {
    String id = Long.toString(sandbox.issues("PAY").getFirst().id());
    sandbox.hideProject("PAY");
    assertThat(client.cloud("/rest/api/3/project/search").get("total").intValue()).isEqualTo(1);
    assertThat(client.server("/rest/api/2/project").size()).isEqualTo(1);
    assertThat(cloud("/rest/api/3/project/PAY").statusCode()).isEqualTo(404);
    assertThat(cloud("/rest/api/3/issue/" + id).statusCode()).isEqualTo(404);
    assertThat(server("/rest/api/2/issue/PAY-1").body()).contains(UNKNOWN);
    for (HttpResponse<String> refused :
        List.of(
            cloud("/rest/api/3/search/jql?jql=project%3DPAY"),
            server("/rest/api/2/search?jql=project%3DPAY"))) {
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body())
          .contains("The value 'PAY' does not exist for the field 'project'.");
    }
    assertThat(total("updated >= -9000d")).isEqualTo(100);
    assertThat(cloud("/rest/api/3/issue/" + id + "/changelog").statusCode()).isEqualTo(404);
    assertThat(cloud("/rest/agile/1.0/board?projectKeyOrId=PAY").statusCode()).isEqualTo(400);
    assertThat(sandbox.truth("PAY")).isEmpty();
    assertThat(sandbox.issues("PAY")).hasSize(100);
    sandbox.showProject("PAY");
    assertThat(total("project = PAY")).isEqualTo(100);
    assertThat(sandbox.truth("PAY")).hasSize(100);
  }

  @Test
  void aHiddenIssueIsMissedByEverySearchAndToldInBulk() {
    long id = sandbox.issues("PAY").get(6).id();
    sandbox.hideIssue("PAY-7");
    assertThat(total("project = PAY")).isEqualTo(99);
    assertThat(total("project = PAY AND id >= " + id + " AND id <= " + id)).isZero();
    assertThat(server("/rest/api/2/search?jql=key%3DPAY-7").body())
        .contains("An issue with key 'PAY-7' does not exist for field 'key'.");
    JsonNode bulk =
        client.cloudPost(
            "/rest/api/3/issue/bulkfetch",
            "{\"issueIdsOrKeys\":[\"PAY-9\",\""
                + id
                + "\",\"PAY-8\",\"NO-1\"],\"fields\":[\"id\"]}");
    assertThat(bulk.get("issues").valueStream().map(i -> i.get("key").stringValue()))
        .containsExactly("PAY-8", "PAY-9");
    assertThat(bulk.get("issueErrors").isEmpty())
        .as("errors are what could not be given, not what is missing")
        .isTrue();
    sandbox.showIssue("PAY-7");
    assertThat(total("project = PAY")).isEqualTo(100);
  }

  @Test
  void anArchivedIssueIsGivenByIdAlone() {
    sandbox.archive("PAY-7");
    assertThat(total("project = PAY")).isEqualTo(99);
    assertThat(cloud("/rest/api/3/issue/PAY-7").statusCode()).isEqualTo(200);
    assertThat(sandbox.truth("PAY").stream().filter(IssueState::archived))
        .extracting(IssueState::key)
        .containsExactly("PAY-7");
    sandbox.restore("PAY-7");
    assertThat(total("project = PAY")).isEqualTo(100);
  }

  @Test
  void dataCenterWarnsOfUnknownValuesWhereItIsToldNotToValidate() {
    sandbox.hideProject("OPS");
    JsonNode answer =
        client.server(
            "/rest/api/2/search",
            "jql",
            "project in (PAY, OPS) AND id in (1, 10001, 10003) ORDER BY id",
            "validateQuery",
            "false",
            "fields",
            "id");
    assertThat(answer.get("total").intValue()).isEqualTo(2);
    assertThat(answer.get("warningMessages").valueStream().map(JsonNode::stringValue))
        .containsExactlyInAnyOrder(
            "The value 'OPS' does not exist for the field 'project'.",
            "A value with ID '1' does not exist for the field 'id'.");
  }

  @Test
  void theAdminApiHidesAndShows() {
    client.admin("POST", "/projects/OPS/hide", null);
    client.admin("POST", "/issues/PAY-2/hide", null);
    client.admin("POST", "/issues/PAY-3/archive", null);
    assertThat(total("updated >= -9000d")).isEqualTo(98);
    client.admin("POST", "/projects/OPS/show", null);
    client.admin("POST", "/issues/PAY-2/show", null);
    client.admin("POST", "/issues/PAY-3/restore", null);
    assertThat(total("updated >= -9000d")).isEqualTo(200);
  }
}
