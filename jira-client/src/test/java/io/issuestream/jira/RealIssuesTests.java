package io.issuestream.jira;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.jira.Changelog.Change;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Everything read from real issues must equal what a plain walk through their trees finds. */
class RealIssuesTests {

  private static final DateTimeFormatter ISSUE_DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXX");

  @ParameterizedTest
  @CsvSource({"ALOY, 1499, 386", "DAEMON, 317, 275", "MOD, 367, 199"})
  void readsEveryTitaniumIssueAsItIs(String project, int issues, int withSprints) throws Exception {
    List<byte[]> lines = Fixtures.lines("titanium/issues-" + project + ".jsonl.gz");
    assertThat(lines).hasSize(issues);
    int sprinted = 0;
    for (byte[] line : lines) {
      JsonNode plain = Json.tree(line);
      JiraIssue issue = new IssueReader(Samples.SITE).read(new IssueDocument(line));
      compare(plain, issue);
      assertThat(sprints(issue)).as(issue.key()).isEqualTo(sprints(plain.path("fields")));
      assertThat(issue.changelog().present()).isFalse();
      assertThat(issue.storyPoints()).isNull();
      sprinted += issue.sprints().isEmpty() ? 0 : 1;
    }
    assertThat(sprinted).isEqualTo(withSprints);
  }

  @Test
  void cutsAPageOfRealIssuesByteForByte() {
    List<byte[]> lines = Fixtures.lines("titanium/issues-MOD.jsonl.gz");
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    page.writeBytes("{\"startAt\":0,\"issues\":[".getBytes(UTF_8));
    for (int i = 0; i < lines.size(); i++) {
      page.writeBytes((i == 0 ? "" : ",").getBytes(UTF_8));
      page.writeBytes(lines.get(i));
    }
    page.writeBytes("],\"total\":367}".getBytes(UTF_8));
    SearchAnswer cut = SearchAnswer.cut(new JiraAnswer("/search", page.toByteArray(), null));
    assertThat(cut.issues()).extracting(IssueDocument::json).containsExactlyElementsOf(lines);
    assertThat(cut.total()).hasValue(367);
  }

  @Test
  void keepsEveryHistoryOfTheCloudIssues() throws Exception {
    List<JsonNode> issues =
        Fixtures.lines("cloud-changelog/jira_api_issues.jsonl.gz").stream()
            .map(line -> Json.tree(line).path("data"))
            .toList();
    assertThat(issues).hasSize(33);
    assertThat(readWithHistories(issues)).isEqualTo(522);
  }

  @Test
  void keepsEveryHistoryAndEstimateOfTheJirametricsIssues() throws Exception {
    List<JsonNode> issues =
        Fixtures.files("jirametrics", "SP-*.json").stream().map(Json::tree).toList();
    assertThat(issues).hasSize(12);
    assertThat(readWithHistories(issues)).isPositive();
    List<String> points = new ArrayList<>();
    for (JsonNode node : issues) {
      JiraIssue issue = read(node);
      if (issue.storyPoints() != null) {
        points.add(issue.key() + "=" + issue.storyPoints());
        assertThat(issue.changelog().of(Changelog.Field.SPRINT))
            .singleElement()
            .satisfies(change -> assertThat(change.toSprintIds()).containsExactly(3L));
      }
    }
    assertThat(points).containsExactlyInAnyOrder("SP-13=13", "SP-14=14", "SP-15=13");
  }

  @Test
  void readsTheSprintTextsOfRealServers() {
    Pattern text = Pattern.compile("com\\.atlassian\\.greenhopper[^\"]*\\]");
    List<String> found = new ArrayList<>();
    for (byte[] file : Fixtures.files("webhooks/mattermost", "*.json")) {
      Matcher matcher = text.matcher(new String(file, UTF_8));
      while (matcher.find()) {
        found.add(matcher.group());
      }
    }
    assertThat(found).isNotEmpty();
    assertThat(found)
        .allSatisfy(sprint ->
            assertThat(SprintText.read(sprint))
                .isNotNull()
                .containsKeys("id", "rapidViewId", "state", "name", "startDate", "endDate"));
  }

  @Test
  void readsTheSprintListOfARealBoard() {
    JsonNode page = Json.tree(Fixtures.files("go-jira", "sprints.json").getFirst());
    List<JiraSprint> sprints = OffsetPage.items(page.path("values"), Sprints::read);
    assertThat(sprints).hasSize(6);
    assertThat(sprints).extracting(JiraSprint::boardId).containsOnly(734L);
    assertThat(sprints.get(5).goal()).isEqualTo("My Goal");
    assertThat(sprints.get(0).complete()).isEqualTo(Instant.parse("2016-04-28T12:08:48.543Z"));
  }

  private static int readWithHistories(List<JsonNode> issues) throws UnreadableIssue {
    int histories = 0;
    for (JsonNode node : issues) {
      JiraIssue issue = read(node);
      compare(node, issue);
      List<String> expected = new ArrayList<>();
      for (JsonNode history : node.path("changelog").path("histories")) {
        for (JsonNode item : history.path("items")) {
          expected.add(history.path("id").asString() + " " + item.path("field").asString());
        }
      }
      assertThat(issue.changelog().changes())
          .as(issue.key())
          .extracting(change -> change.historyId() + " " + change.fieldName())
          .containsExactlyInAnyOrderElementsOf(expected);
      assertThat(issue.changelog().changes()).extracting(Change::at).isSorted();
      assertThat(issue.changelog().complete()).isTrue();
      histories += issue.changelog().histories();
    }
    return histories;
  }

  private static JiraIssue read(JsonNode node) throws UnreadableIssue {
    return new IssueReader(Samples.SITE).read(Samples.document(node.toString()));
  }

  private static void compare(JsonNode plain, JiraIssue issue) {
    JsonNode fields = plain.path("fields");
    assertThat(issue.id()).isEqualTo(Long.parseLong(plain.path("id").asString()));
    assertThat(issue.key()).isEqualTo(plain.path("key").asString());
    assertThat(issue.created()).isEqualTo(date(fields.path("created")));
    assertThat(issue.updated()).isEqualTo(date(fields.path("updated")));
    assertThat(issue.resolved()).isEqualTo(date(fields.path("resolutiondate")));
    assertThat(issue.summary()).isEqualTo(text(fields.path("summary")));
    assertThat(issue.priority()).isEqualTo(text(fields.path("priority").path("name")));
    assertThat(issue.status().name()).isEqualTo(fields.path("status").path("name").asString());
    String category = fields.path("status").path("statusCategory").path("key").asString();
    assertThat(issue.status().category())
        .isEqualTo(
            Map.of(
                    "new", JiraIssue.Category.TODO,
                    "indeterminate", JiraIssue.Category.IN_PROGRESS,
                    "done", JiraIssue.Category.DONE)
                .get(category));
    JsonNode assignee = fields.path("assignee");
    String key = assignee.has("accountId") ? "accountId" : "key";
    assertThat(issue.assignee() == null ? null : issue.assignee().accountKey())
        .isEqualTo(text(assignee.path(key)));
    assertThat(issue.parentKey()).isEqualTo(text(fields.path("parent").path("key")));
    String epic = text(fields.path("epic").path("key"));
    if (epic != null) {
      assertThat(issue.epicKey()).isEqualTo(epic);
    }
  }

  private static Map<Long, String> sprints(JiraIssue issue) {
    Map<Long, String> found = new TreeMap<>();
    issue
        .sprints()
        .forEach(s -> found.put(s.id(), s.state() + s.name() + s.start() + s.complete()));
    return found;
  }

  private static Map<Long, String> sprints(JsonNode fields) {
    Map<Long, String> found = new TreeMap<>();
    List<JsonNode> all = new ArrayList<>();
    fields.path("closedSprints").forEach(all::add);
    if (fields.path("sprint").isObject()) {
      all.add(fields.path("sprint"));
    }
    for (JsonNode sprint : all) {
      found.put(
          sprint.path("id").asLong(),
          sprint.path("state").asString().toUpperCase(Locale.ROOT)
              + sprint.path("name").asString()
              + instant(sprint.path("startDate"))
              + instant(sprint.path("completeDate")));
    }
    return found;
  }

  private static @Nullable Instant instant(JsonNode node) {
    return node.isString() ? Instant.parse(node.asString()) : null;
  }

  private static @Nullable Instant date(JsonNode node) {
    return node.isString() ? OffsetDateTime.parse(node.asString(), ISSUE_DATE).toInstant() : null;
  }

  private static @Nullable String text(JsonNode node) {
    return node.isString() ? node.asString() : null;
  }
}
