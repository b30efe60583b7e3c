package io.issuestream.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sandbox.json.Json;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Cloud's rules: logins, bounded search by token, its caps and defaults. */
class CloudSurfaceTests {
  private static final String SEARCH = "/rest/api/3/search/jql";
  private static final String ALL = "id > 0 ORDER BY id ASC";
  private static final JiraSandbox SANDBOX = JiraSandbox.start(SandboxOptions.defaults());
  private static final SandboxClient CLIENT = new SandboxClient(SANDBOX);

  @BeforeAll
  static void fill() {
    List<String> projects = IntStream.range(0, 120).mapToObj(i -> "P%03d".formatted(i)).toList();
    SANDBOX.generate(GenerateOptions.of(6_000, 4).in(projects));
  }

  @AfterAll
  static void stop() {
    CLIENT.close();
    SANDBOX.close();
  }

  private static HttpResponse<String> raw(String path, String... query) {
    return CLIENT.get(
        SANDBOX.cloudUrl() + path + SandboxClient.query(query), SandboxClient.CLOUD_LOGIN);
  }

  @Test
  void refusesWrongAndMissingLogins() {
    assertThat(CLIENT.get(SANDBOX.cloudUrl() + "/rest/api/3/myself", null).statusCode())
        .isEqualTo(401);
    assertThat(CLIENT.get(SANDBOX.cloudUrl() + "/rest/api/3/myself", "Basic eDp5").statusCode())
        .isEqualTo(401);
    assertThat(
            CLIENT
                .get(SANDBOX.cloudUrl() + "/rest/api/3/myself", SandboxClient.SERVER_LOGIN)
                .statusCode())
        .isEqualTo(401);
    JsonNode self = CLIENT.cloud("/rest/api/3/myself");
    assertThat(self.get("timeZone").stringValue()).isEqualTo("America/New_York");
    assertThat(self.has("name")).isFalse();
  }

  @Test
  void hasNoOldSearchAnyMore() {
    assertThat(raw("/rest/api/3/search", "jql", ALL).statusCode()).isEqualTo(410);
    assertThat(raw("/rest/api/2/search", "jql", ALL).statusCode()).isEqualTo(410);
  }

  @Test
  void givesOnlyIdsUnlessFieldsAreNamed() {
    JsonNode page = CLIENT.cloud(SEARCH, "jql", ALL, "maxResults", "2");
    assertThat(page.get("issues"))
        .isEqualTo(Json.MAPPER.readTree("[{\"id\":\"10001\"},{\"id\":\"10002\"}]"));
    assertThat(page.has("total")).isFalse();
    assertThat(page.has("startAt")).isFalse();
    assertThat(page.get("isLast").booleanValue()).isFalse();
    assertThat(page.get("nextPageToken").isString()).isTrue();
  }

  @Test
  void capsPagesBySizeOfWhatIsAskedFor() {
    assertThat(size("fields", "summary", "maxResults", "1000")).isEqualTo(100);
    assertThat(size("fields", "id", "maxResults", "9000")).isEqualTo(5_000);
    assertThat(size("fields", "key", "maxResults", "6000")).isEqualTo(5_000);
    assertThat(size("fields", "id", "expand", "changelog", "maxResults", "6000")).isEqualTo(100);
    assertThat(size("fields", "*all")).isEqualTo(50);
  }

  private static int size(String... query) {
    String[] all =
        Stream.concat(Stream.of("jql", ALL), Arrays.stream(query)).toArray(String[]::new);
    return CLIENT.cloud(SEARCH, all).get("issues").size();
  }

  @Test
  void selectsAndExcludesFields() {
    JsonNode some = CLIENT.cloud(SEARCH, "jql", "key = P000-2", "fields", "summary,status");
    assertThat(names(some)).containsExactlyInAnyOrder("summary", "status");
    assertThat(names(CLIENT.cloud(SEARCH, "jql", "key = P000-2", "fields", "*all,-description")))
        .contains("summary", "customfield_10020")
        .doesNotContain("description");
    JsonNode posted =
        CLIENT.cloudPost(
            SEARCH, "{\"jql\":\"key = P000-2\",\"fields\":[\"labels\"],\"expand\":\"changelog\"}");
    assertThat(names(posted)).containsExactly("labels");
    assertThat(posted.at("/issues/0/changelog/histories").isArray()).isTrue();
    assertThat(some.at("/issues/0").has("changelog")).isFalse();
  }

  private static Set<String> names(JsonNode page) {
    return page.at("/issues/0/fields").properties().stream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  @Test
  void refusesUnboundedQueriesAndForeignTokens() {
    HttpResponse<String> unbounded = raw(SEARCH, "jql", "order by id");
    assertThat(unbounded.statusCode()).isEqualTo(400);
    assertThat(unbounded.body()).contains("Unbounded JQL queries are not allowed here");
    assertThat(raw(SEARCH, "jql", "project = NOPE").body()).contains("errorMessages", "NOPE");
    String token =
        CLIENT.cloud(SEARCH, "jql", ALL, "maxResults", "2").get("nextPageToken").stringValue();
    assertThat(raw(SEARCH, "jql", "id > 5", "nextPageToken", token).statusCode()).isEqualTo(400);
    assertThat(raw(SEARCH, "jql", ALL, "nextPageToken", "garbage").statusCode()).isEqualTo(400);
    assertThat(
            CLIENT
                .cloud(SEARCH, "jql", ALL, "nextPageToken", token, "maxResults", "1")
                .at("/issues/0/id")
                .stringValue())
        .isEqualTo("10003");
  }

  @Test
  void countsApproximately() {
    JsonNode count =
        CLIENT.cloudPost("/rest/api/3/search/approximate-count", "{\"jql\":\"project = P001\"}");
    assertThat(count).isEqualTo(Json.MAPPER.readTree("{\"count\":50}"));
  }

  @Test
  void pagesProjectsByAHundred() {
    JsonNode first = CLIENT.cloud("/rest/api/3/project/search", "maxResults", "500");
    assertThat(first.get("values").size()).isEqualTo(100);
    assertThat(first.get("total").intValue()).isEqualTo(120);
    assertThat(first.get("isLast").booleanValue()).isFalse();
    JsonNode rest =
        CLIENT.cloud("/rest/api/3/project/search", "startAt", "100", "maxResults", "100");
    assertThat(rest.get("values").size()).isEqualTo(20);
    assertThat(rest.get("isLast").booleanValue()).isTrue();
    assertThat(raw("/rest/api/3/project/search", "query", "nothing like it").statusCode())
        .isEqualTo(404);
  }

  @Test
  void listsEverybodyAndFindsHiddenEmails() {
    JsonNode all = CLIENT.cloud("/rest/api/3/users/search", "maxResults", "2000");
    assertThat(all.valueStream().map(u -> u.get("accountType").stringValue()))
        .contains("app", "atlassian");
    assertThat(all.valueStream().map(u -> u.get("active").booleanValue())).contains(false);
    assertThat(all.valueStream().map(u -> u.get("accountId").stringValue()))
        .doesNotHaveDuplicates();
    String hidden =
        SANDBOX.data().accounts().all().stream()
            .filter(a -> a.email() == null && a.privateEmail() != null)
            .findFirst()
            .orElseThrow()
            .privateEmail();
    JsonNode found = CLIENT.cloud("/rest/api/3/user/search", "query", String.valueOf(hidden));
    assertThat(found.size()).isEqualTo(1);
    assertThat(found.get(0).has("emailAddress")).isFalse();
  }

  @Test
  void cataloguesFieldsStatusesAndTheServer() {
    JsonNode fields = CLIENT.cloud("/rest/api/3/field");
    JsonNode points =
        fields
            .valueStream()
            .filter(f -> f.get("id").stringValue().equals("customfield_10016"))
            .findFirst()
            .orElseThrow();
    assertThat(points.at("/schema/custom").stringValue())
        .isEqualTo("com.pyxis.greenhopper.jira:jsw-story-points");
    JsonNode sprint =
        fields
            .valueStream()
            .filter(f -> f.get("id").stringValue().equals("customfield_10020"))
            .findFirst()
            .orElseThrow();
    assertThat(sprint.at("/schema/custom").stringValue())
        .isEqualTo("com.pyxis.greenhopper.jira:gh-sprint");
    assertThat(CLIENT.cloud("/rest/api/3/status").size()).isEqualTo(4);
    assertThat(CLIENT.cloud("/rest/api/3/serverInfo").get("deploymentType").stringValue())
        .isEqualTo("Cloud");
  }

  @Test
  void fetchesIssuesAndChangelogsInBulk() {
    JsonNode issues =
        CLIENT.cloudPost(
            "/rest/api/3/issue/bulkfetch",
            "{\"issueIdsOrKeys\":[\"P001-3\",\"10001\",\"NO-1\"],\"fields\":[\"summary\"]}");
    assertThat(issues.get("issues").valueStream().map(i -> i.get("key").stringValue()))
        .containsExactly("P000-1", "P001-3");
    Set<String> seen = new HashSet<>();
    String token = "";
    do {
      JsonNode page =
          CLIENT.cloudPost(
              "/rest/api/3/changelog/bulkfetch",
              "{\"issueIdsOrKeys\":[\"P001-3\",\"P001-2\",\"P000-2\"],\"maxResults\":7,\"nextPageToken\":\""
                  + token
                  + "\"}");
      page.get("issueChangeLogs")
          .forEach(log ->
              log.get("changeHistories")
                  .forEach(h -> assertThat(seen.add(h.get("id").stringValue())).isTrue()));
      token = page.path("nextPageToken").asString("");
    } while (!token.isEmpty());
    int expected = 0;
    for (String key : List.of("P001-3", "P001-2", "P000-2")) {
      JsonNode log = CLIENT.cloud("/rest/api/3/issue/" + key + "/changelog");
      expected += log.get("total").intValue();
      assertThat(log.get("isLast").booleanValue()).isTrue();
    }
    assertThat(seen).hasSize(expected);
    JsonNode filtered =
        CLIENT.cloudPost(
            "/rest/api/3/changelog/bulkfetch",
            "{\"issueIdsOrKeys\":[\"P001-2\",\"P001-3\"],\"fieldIds\":[\"status\"]}");
    assertThat(filtered.findValuesAsString("fieldId")).isNotEmpty().containsOnly("status");
  }

  @Test
  void givesTheNewestFortyHistoriesInsideAnIssue() {
    for (int i = 0; i < 45; i++) {
      SANDBOX.edit("P003-7", Map.of("summary", "Version " + i));
    }
    JsonNode issue = CLIENT.cloud("/rest/api/3/issue/P003-7", "expand", "changelog");
    assertThat(issue.at("/changelog/total").intValue()).isGreaterThan(45);
    assertThat(issue.at("/changelog/histories").size()).isEqualTo(40);
    assertThat(issue.at("/changelog/histories/0/items/0/toString").stringValue())
        .isEqualTo("Version 44");
    JsonNode server = CLIENT.server("/rest/api/2/issue/P003-7", "expand", "changelog");
    assertThat(server.at("/changelog/histories").size())
        .isEqualTo(issue.at("/changelog/total").intValue());
  }

  @Test
  void answersUnknownThingsAsJiraDoes() {
    assertThat(raw("/rest/api/3/issue/NO-1").statusCode()).isEqualTo(404);
    assertThat(raw("/rest/api/3/nothing").statusCode()).isEqualTo(404);
    assertThat(raw("/nothing").statusCode()).isEqualTo(404);
  }
}
