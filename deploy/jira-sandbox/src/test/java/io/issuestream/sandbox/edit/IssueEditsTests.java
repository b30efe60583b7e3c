package io.issuestream.sandbox.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.issuestream.sandbox.Samples;
import io.issuestream.sandbox.data.Account;
import io.issuestream.sandbox.data.Issue;
import io.issuestream.sandbox.data.JiraData;
import io.issuestream.sandbox.data.Rendering;
import io.issuestream.sandbox.data.Surface;
import io.issuestream.sandbox.json.Json;
import io.issuestream.sandbox.json.JsonBytes;
import io.issuestream.sandbox.load.IssueFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class IssueEditsTests {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");

  @TempDir Path directory;
  private final JiraData data = new JiraData("http://sandbox");
  private final IssueEdits edits =
      new IssueEdits(
          data,
          () -> NOW,
          new Account("admin-id", "admin", "admin", "Admin", null, null, true, null, "atlassian"));

  @BeforeEach
  void load() throws IOException {
    IssueFiles.load(Samples.directory(directory), Set.of(), data);
  }

  private JsonNode shown(String key, Surface surface) {
    Issue issue = Objects.requireNonNull(data.find(key));
    Rendering as = data.platform(surface);
    JsonBytes out = new JsonBytes();
    data.writer().write(issue, as.selection(List.of("*all"), "id"), true, false, as, out);
    return Json.MAPPER.readTree(out.toByteArray());
  }

  private static Map<String, JsonNode> fields(String json) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    Json.MAPPER.readTree(json).properties().forEach(m -> values.put(m.getKey(), m.getValue()));
    return values;
  }

  private JsonNode lastItem(String key, Surface surface) {
    JsonNode histories = shown(key, surface).at("/changelog/histories");
    JsonNode newest = histories.get(surface == Surface.CLOUD ? 0 : histories.size() - 1);
    return newest.get("items").get(0);
  }

  @Test
  void movesUpdatedAndLeavesAHistoryOnBothSurfaces() {
    edits.edit("ABC-1", fields("{\"storyPoints\":8}"));
    JsonNode cloud = shown("ABC-1", Surface.CLOUD);
    JsonNode server = shown("ABC-1", Surface.DATA_CENTER);
    assertThat(cloud.at("/fields/updated").stringValue()).isEqualTo("2026-03-01T10:00:00.123+0000");
    assertThat(server.at("/fields/updated")).isEqualTo(cloud.at("/fields/updated"));
    assertThat(cloud.at("/fields/customfield_10016").intValue()).isEqualTo(8);
    assertThat(server.at("/fields/customfield_10002").intValue()).isEqualTo(8);
    assertThat(lastItem("ABC-1", Surface.CLOUD))
        .isEqualTo(
            Json.MAPPER.readTree(
                """
                {"field":"Story point estimate","fieldtype":"custom","fieldId":"customfield_10016",
                "from":null,"fromString":"3","to":null,"toString":"8"}
                """));
    assertThat(lastItem("ABC-1", Surface.DATA_CENTER).get("field").stringValue())
        .isEqualTo("Story Points");
    assertThat(cloud.at("/changelog/total").intValue()).isEqualTo(3);
  }

  @Test
  void givesEachEditALaterTimeThoughTheClockStandsStill() {
    long first = edits.edit("ABC-1", fields("{\"summary\":\"a\"}")).updated();
    long second = edits.edit("ABC-1", fields("{\"summary\":\"b\"}")).updated();
    assertThat(second).isGreaterThan(first);
  }

  @Test
  void changesNothingWhereTheValueIsTheSame() {
    long before = Objects.requireNonNull(data.find("ABC-2")).updated();
    Issue after =
        edits.edit(
            "ABC-2",
            fields("{\"summary\":\"From the cloud\",\"status\":\"Done\",\"storyPoints\":5.0}"));
    assertThat(after.updated()).isEqualTo(before);
  }

  @Test
  void resolvesWhatIsDoneAndReopensWhatIsNot() {
    edits.edit("ABC-1", fields("{\"status\":\"Done\"}"));
    JsonNode done = shown("ABC-1", Surface.CLOUD);
    assertThat(done.at("/fields/status/statusCategory/key").stringValue()).isEqualTo("done");
    assertThat(done.at("/fields/resolution/name").stringValue()).isEqualTo("Done");
    assertThat(done.at("/fields/resolutiondate").stringValue())
        .isEqualTo("2026-03-01T10:00:00.123+0000");
    assertThat(done.at("/changelog/histories/0/items").size()).isEqualTo(2);
    edits.edit("ABC-1", fields("{\"status\":{\"name\":\"Open\"}}"));
    JsonNode open = shown("ABC-1", Surface.CLOUD);
    assertThat(open.at("/fields/resolution").isNull()).isTrue();
    assertThat(open.at("/fields/resolutiondate").isNull()).isTrue();
  }

  @Test
  void namesAnAssigneeAsEachSurfaceDoes() {
    edits.edit("XYZ-9", fields("{\"assignee\":\"kim\"}"));
    assertThat(lastItem("XYZ-9", Surface.DATA_CENTER).get("to").stringValue()).isEqualTo("kim");
    assertThat(lastItem("XYZ-9", Surface.CLOUD).get("to").stringValue())
        .isEqualTo(Account.derivedId("kim"));
    assertThat(shown("XYZ-9", Surface.CLOUD).at("/fields/assignee/displayName").stringValue())
        .isEqualTo("Kim Roe");
    edits.edit("XYZ-9", fields("{\"assignee\":null}"));
    assertThat(shown("XYZ-9", Surface.CLOUD).at("/fields/assignee").isNull()).isTrue();
  }

  @Test
  void keepsClosedSprintsWhenAnIssueChangesSprint() {
    assertThat(edits.edit("ABC-1", fields("{\"sprint\":null}")).sprintIds()).containsExactly(11);
    assertThat(lastItem("ABC-1", Surface.CLOUD).get("from").stringValue()).isEqualTo("11, 12");
    assertThat(edits.edit("ABC-1", fields("{\"sprint\":31}")).sprintIds()).containsExactly(11, 31);
    assertThat(edits.edit("ABC-1", fields("{\"sprint\":[12]}")).sprintIds()).containsExactly(12);
  }

  @Test
  void movesAnIssueAndKeepsItsFormerKey() {
    Issue moved = edits.move("ABC-1", "XYZ");
    assertThat(moved.key()).isEqualTo("XYZ-10");
    assertThat(moved.id()).isEqualTo(101);
    assertThat(Objects.requireNonNull(data.find("ABC-1")).key()).isEqualTo("XYZ-10");
    JsonNode shown = shown("XYZ-10", Surface.CLOUD);
    assertThat(shown.at("/fields/project/key").stringValue()).isEqualTo("XYZ");
    assertThat(shown.at("/changelog/histories/0/items/1/fromString").stringValue())
        .isEqualTo("ABC-1");
    assertThatThrownBy(() -> edits.move("XYZ-10", "XYZ")).isInstanceOf(EditRefused.class);
    assertThatThrownBy(() -> edits.move("XYZ-10", "NO"))
        .hasMessageContaining("known are [ABC, XYZ]");
  }

  @Test
  void deletesAnIssueWithAllItsKeys() {
    edits.move("ABC-1", "XYZ");
    edits.delete("ABC-1");
    assertThat(data.find("ABC-1")).isNull();
    assertThat(data.find("XYZ-10")).isNull();
    assertThat(data.find("101")).isNull();
    assertThat(data.issueCount()).isEqualTo(2);
    assertThatThrownBy(() -> edits.delete("ABC-1"))
        .matches(e -> ((EditRefused) e).isUnknownIssue());
  }

  @Test
  void saysWhatIsKnownWhenAValueIsNot() {
    assertThatThrownBy(() -> edits.edit("ABC-1", fields("{\"status\":\"Lost\"}")))
        .hasMessageContaining("Open");
    assertThatThrownBy(() -> edits.edit("ABC-1", fields("{\"assignee\":\"nobody\"}")))
        .hasMessageContaining("nobody");
    assertThatThrownBy(() -> edits.edit("ABC-1", fields("{\"sprint\":99}")))
        .hasMessageContaining("99");
    assertThatThrownBy(() -> edits.edit("ABC-1", fields("{\"storyPoints\":\"many\"}")))
        .hasMessageContaining("number");
    assertThatThrownBy(() -> edits.edit("ABC-1", fields("{\"project\":\"XYZ\"}")))
        .hasMessageContaining("move");
  }
}
