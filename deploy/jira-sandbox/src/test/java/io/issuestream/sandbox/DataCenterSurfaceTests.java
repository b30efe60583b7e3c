package io.issuestream.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.sandbox.generate.GenerateOptions;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Data Center's rules: tokens and anonymous callers, offset paging, and the agile endpoints of both
 * surfaces.
 */
class DataCenterSurfaceTests {
  private static final JiraSandbox SANDBOX = JiraSandbox.start(SandboxOptions.defaults());
  private static final SandboxClient CLIENT = new SandboxClient(SANDBOX);

  @BeforeAll
  static void fill() {
    SANDBOX.generate(GenerateOptions.of(5_000, 4).in(List.of("ONE", "DO")));
  }

  @AfterAll
  static void stop() {
    CLIENT.close();
    SANDBOX.close();
  }

  private static HttpResponse<String> as(String login, String path) {
    return CLIENT.get(SANDBOX.dataCenterUrl() + path, login.isEmpty() ? null : login);
  }

  @Test
  void tellsWhomItTookTheCallerFor() {
    HttpResponse<String> wrong = as("Bearer nonsense", "/rest/api/2/serverInfo");
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.headers().firstValue("X-AUSERNAME")).contains("anonymous");
    HttpResponse<String> nobody = as("", "/rest/api/2/project");
    assertThat(nobody.statusCode()).isEqualTo(200);
    assertThat(nobody.headers().firstValue("X-AUSERNAME")).contains("anonymous");
    assertThat(
            as(SandboxClient.SERVER_LOGIN, "/rest/api/2/project")
                .headers()
                .firstValue("X-AUSERNAME"))
        .contains("admin");
    assertThat(as("", "/rest/api/2/myself").statusCode()).isEqualTo(401);
    assertThat(as("", "/rest/api/2/user/search?username=.").statusCode()).isEqualTo(401);
    assertThat(CLIENT.server("/rest/api/2/myself").get("key").stringValue()).isEqualTo("admin");
  }

  @Test
  void refusesAnonymousCallersWhereTheyAreSwitchedOff() {
    try (JiraSandbox closed =
        JiraSandbox.start(SandboxOptions.defaults().withAnonymousReading(false))) {
      assertThat(CLIENT.get(closed.dataCenterUrl() + "/rest/api/2/project", null).statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void pagesSearchByOffsetUpToAThousand() {
    JsonNode page =
        CLIENT.server(
            "/rest/api/2/search",
            "jql",
            "project = ONE ORDER BY id",
            "maxResults",
            "4000",
            "fields",
            "summary");
    assertThat(page.get("issues").size()).isEqualTo(1_000);
    assertThat(page.get("total").intValue()).isEqualTo(2_500);
    assertThat(page.get("maxResults").intValue()).isEqualTo(1_000);
    assertThat(CLIENT.server("/rest/api/2/search", "jql", "").get("issues").size()).isEqualTo(50);
    JsonNode none =
        CLIENT.server("/rest/api/2/search", "jql", "project = \"DO\"", "maxResults", "0");
    assertThat(none.get("issues").isEmpty()).isTrue();
    assertThat(none.get("total").intValue()).isEqualTo(2_500);
    assertThat(as("", "/rest/api/2/search?jql=project+%3D+DO").body())
        .contains("reserved JQL word");
  }

  @Test
  void givesNavigableFieldsByDefault() {
    JsonNode fields =
        CLIENT.server("/rest/api/2/search", "jql", "key = ONE-2").at("/issues/0/fields");
    assertThat(fields.has("summary")).isTrue();
    assertThat(fields.get("description").isString()).isTrue();
    assertThat(fields.has("customfield_10002")).isTrue();
    assertThat(fields.has("customfield_10016")).isFalse();
    assertThat(fields.get("creator").has("accountId")).isFalse();
  }

  @Test
  void findsUsersByAHundredInactiveOnesOnRequest() {
    JsonNode active =
        CLIENT.server("/rest/api/2/user/search", "username", ".", "maxResults", "1000");
    JsonNode everybody =
        CLIENT.server(
            "/rest/api/2/user/search",
            "username",
            ".",
            "includeInactive",
            "true",
            "maxResults",
            "1000");
    assertThat(everybody.size()).isEqualTo(active.size() + 1);
    assertThat(as(SandboxClient.SERVER_LOGIN, "/rest/api/2/user/search").statusCode())
        .isEqualTo(400);
  }

  @Test
  void cataloguesTheEstimateUnderItsServerId() {
    JsonNode points =
        CLIENT
            .server("/rest/api/2/field")
            .valueStream()
            .filter(f -> f.get("name").stringValue().equals("Story Points"))
            .findFirst()
            .orElseThrow();
    assertThat(points.get("id").stringValue()).isEqualTo("customfield_10002");
    assertThat(points.at("/schema/custom").stringValue())
        .isEqualTo("com.atlassian.jira.plugin.system.customfieldtypes:float");
  }

  @Test
  void hasBoardsAndSprintsOnBothSurfaces() {
    JsonNode boards = CLIENT.server("/rest/agile/1.0/board", "projectKeyOrId", "DO");
    assertThat(boards.get("values").size()).isEqualTo(1);
    String board = "/rest/agile/1.0/board/" + boards.at("/values/0/id").longValue();
    assertThat(boards.at("/values/0/location/projectKey").stringValue()).isEqualTo("DO");
    assertThat(
            CLIENT.server(board + "/configuration").at("/estimation/field/fieldId").stringValue())
        .isEqualTo("customfield_10002");
    assertThat(CLIENT.cloud(board + "/configuration").at("/estimation/field/fieldId").stringValue())
        .isEqualTo("customfield_10016");
    JsonNode sprints = CLIENT.cloud(board + "/sprint", "maxResults", "500");
    assertThat(sprints.get("maxResults").intValue()).isEqualTo(50);
    assertThat(sprints.get("values").size()).isEqualTo(31);
    assertThat(CLIENT.cloud(board + "/sprint", "state", "active,future").get("values").size())
        .isEqualTo(2);
    String id = sprints.at("/values/3/id").toString();
    JsonNode sprint = CLIENT.server("/rest/agile/1.0/sprint/" + id);
    assertThat(sprint.get("originBoardId")).isEqualTo(boards.at("/values/0/id"));
    JsonNode issues =
        CLIENT.server(
            "/rest/agile/1.0/sprint/" + id + "/issue",
            "maxResults",
            "500",
            "jql",
            "project = \"DO\"");
    assertThat(issues.get("total").intValue()).isGreaterThan(40);
    assertThat(issues.at("/issues/0/fields/closedSprints").isArray()).isTrue();
    assertThat(issues.at("/issues/0/fields/description").isString()).isTrue();
    assertThat(CLIENT.server(board + "/issue", "maxResults", "1").get("total").intValue())
        .isEqualTo(2_500);
    assertThat(as("", "/rest/agile/1.0/board/999/sprint").statusCode()).isEqualTo(404);
    assertThat(as("", "/rest/agile/1.0/sprint/9999").statusCode()).isEqualTo(404);
    assertThat(as("", "/rest/agile/1.0/board?projectKeyOrId=NO").statusCode()).isEqualTo(400);
  }
}
