package io.issuestream.sandbox.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.sandbox.Samples;
import io.issuestream.sandbox.data.Issue;
import io.issuestream.sandbox.data.JiraData;
import io.issuestream.sandbox.data.Rendering;
import io.issuestream.sandbox.data.Surface;
import io.issuestream.sandbox.json.Json;
import io.issuestream.sandbox.json.JsonBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class IssueFilesTests {
  private final JiraData data = new JiraData("http://sandbox");

  @TempDir Path directory;

  private JsonNode shown(String key, Rendering as) {
    Issue issue = Objects.requireNonNull(data.find(key));
    JsonBytes out = new JsonBytes();
    data.writer().write(issue, as.selection(List.of("*all"), "id"), true, false, as, out);
    return Json.MAPPER.readTree(out.toByteArray());
  }

  @Test
  void showsAServerIssueAsCloudWould() throws IOException {
    IssueFiles.load(Samples.directory(directory), Set.of(), data);
    JsonNode issue = shown("ABC-1", data.platform(Surface.CLOUD));
    JsonNode fields = issue.get("fields");
    assertThat(Json.text(issue, "self")).isEqualTo("http://sandbox/cloud/rest/api/3/issue/101");
    assertThat(fields.path("status").path("self").stringValue())
        .isEqualTo("http://sandbox/cloud/rest/api/3/status/3");
    assertThat(fields.get("customfield_10016").decimalValue()).isEqualByComparingTo("3");
    assertThat(fields.has("customfield_10002")).isFalse();
    assertThat(fields.has("customfield_10999")).isFalse();
    assertThat(fields.path("customfield_10020").get(0))
        .isEqualTo(
            Json.MAPPER.readTree(
                """
                {"id":11,"name":"A, b=[c] S1","state":"closed","boardId":7,"goal":"x,state=y",
                "startDate":"2026-01-05T10:00:00.000-05:00","endDate":"2026-01-19T10:00:00.000-05:00",
                "completeDate":"2026-01-19T09:00:00.000-05:00"}
                """));
    JsonNode assignee = fields.get("assignee");
    assertThat(assignee.has("name")).isFalse();
    assertThat(assignee.has("key")).isFalse();
    assertThat(Json.text(assignee, "accountId")).hasSize(24);
    assertThat(issue.at("/changelog/histories/1/items/0/to")).isEqualTo(assignee.get("accountId"));
    assertThat(issue.at("/changelog/histories/0/items/0/fieldId").stringValue())
        .isEqualTo("customfield_10016");
    assertThat(fields.at("/description/content").size()).isEqualTo(4);
    assertThat(fields.at("/description/content/3/content/0/text").stringValue())
        .isEqualTo("Third \\n not a break");
  }

  @Test
  void showsACloudIssueAsDataCenterWould() throws IOException {
    IssueFiles.load(Samples.directory(directory), Set.of(), data);
    JsonNode fields = shown("ABC-2", data.platform(Surface.DATA_CENTER)).get("fields");
    assertThat(fields.get("description").stringValue()).isEqualTo("Hello");
    assertThat(fields.get("customfield_10002").intValue()).isEqualTo(5);
    assertThat(fields.has("customfield_10016")).isFalse();
    assertThat(Json.text(fields.get("assignee"), "key")).isEqualTo("5f:1");
    assertThat(fields.get("assignee").has("accountId")).isFalse();
    assertThat(fields.at("/customfield_10020/0").stringValue())
        .matches(
            "com\\.atlassian\\.greenhopper\\.service\\.sprint\\.Sprint@[0-9a-f]+\\[id=12,rapidViewId=7,state=ACTIVE,"
                + "name=S2,goal=,startDate=2026-01-19T15:00:00.000Z,endDate=2026-02-02T15:00:00.000Z,"
                + "completeDate=<null>,sequence=12]");
  }

  @Test
  void leavesWhatIsMissingMissing() throws IOException {
    IssueFiles.load(Samples.directory(directory), Set.of(), data);
    JsonNode issue = shown("XYZ-9", data.platform(Surface.DATA_CENTER));
    assertThat(issue.has("changelog")).isFalse();
    assertThat(issue.get("fields").has("priority")).isFalse();
    assertThat(issue.get("fields").has("summary")).isFalse();
    assertThat(issue.get("fields").has("customfield_10002")).isFalse();
    assertThat(issue.get("fields").get("assignee").isNull()).isTrue();
  }

  @Test
  void turnsTheAgileShapeIntoFieldsOnThePlatformAndBackOnAgileEndpoints() throws IOException {
    IssueFiles.load(Samples.directory(directory), Set.of(), data);
    JsonNode platform = shown("XYZ-9", data.platform(Surface.CLOUD)).get("fields");
    assertThat(platform.has("sprint")).isFalse();
    assertThat(platform.has("closedSprints")).isFalse();
    assertThat(platform.has("epic")).isFalse();
    assertThat(platform.get("customfield_10014").stringValue()).isEqualTo("XYZ-1");
    assertThat(platform.at("/customfield_10021/0/value").stringValue()).isEqualTo("Impediment");
    assertThat(platform.get("customfield_10020").valueStream().map(s -> Json.whole(s, "id")))
        .containsExactly(30L, 31L);
    JsonNode agile = shown("XYZ-9", data.agile(Surface.DATA_CENTER)).get("fields");
    assertThat(Json.whole(agile.get("sprint"), "id")).isEqualTo(31L);
    assertThat(agile.get("closedSprints").size()).isEqualTo(1);
    assertThat(agile.at("/epic/key").stringValue()).isEqualTo("XYZ-1");
    assertThat(agile.get("flagged").booleanValue()).isTrue();
  }

  @Test
  void namesTheFileAndLineOfWhatItCannotReadAndGoesOn() throws IOException {
    Samples.file(
        directory,
        "a.jsonl",
        List.of(Samples.CLOUD_ISSUE, "", "{not json", "{\"key\":\"X-1\",\"fields\":{}}"));
    Files.writeString(directory.resolve("broken.jsonl.gz"), "no gzip");
    LoadReport report = IssueFiles.load(directory, Set.of(), data);
    assertThat(report.issues()).isEqualTo(1);
    assertThat(report.problems())
        .extracting(p -> p.file() + ":" + p.line())
        .containsExactly("a.jsonl:3", "a.jsonl:4", "broken.jsonl.gz:0");
  }

  @Test
  void takesWrappedRecordsPagesAndSprintRecordsByTheirContent() throws IOException {
    try (GZIPOutputStream out =
        new GZIPOutputStream(Files.newOutputStream(directory.resolve("wrapped.jsonl.gz")))) {
      out.write(
          ("{\"params\":{},\"data\":" + Samples.CLOUD_ISSUE + "}")
              .getBytes(StandardCharsets.UTF_8));
    }
    Samples.file(
        directory, "page.json", List.of("{\"total\":1,\"issues\":[" + Samples.SERVER_ISSUE + "]}"));
    Samples.file(
        directory,
        "sprints.jsonl",
        List.of(
            "{\"data\":{\"id\":77,\"name\":\"Only"
                + " here\",\"state\":\"future\",\"originBoardId\":7}}"));
    LoadReport report = IssueFiles.load(directory, Set.of(), data);
    assertThat(report.issues()).isEqualTo(2);
    assertThat(report.otherRecords()).isEqualTo(1);
    assertThat(Objects.requireNonNull(data.sprints().get(77)).name()).isEqualTo("Only here");
    assertThat(data.boards())
        .singleElement()
        .satisfies(b -> assertThat(b.projectKeys()).containsExactly("ABC"));
  }

  @Test
  void keepsOnlyTheProjectsAskedFor() throws IOException {
    LoadReport report = IssueFiles.load(Samples.directory(directory), Set.of("XYZ"), data);
    assertThat(report.issues()).isEqualTo(1);
    assertThat(data.find("ABC-1")).isNull();
  }

  @Test
  void takesTheLaterOfTwoRecordsWithOneId() throws IOException {
    Samples.file(
        directory,
        "a.jsonl",
        List.of(Samples.CLOUD_ISSUE, Samples.CLOUD_ISSUE.replace("From the cloud", "Later")));
    LoadReport report = IssueFiles.load(directory, Set.of(), data);
    assertThat(report.repeated()).isEqualTo(1);
    assertThat(shown("205", data.platform(Surface.CLOUD)).at("/fields/summary").stringValue())
        .isEqualTo("Later");
  }
}
