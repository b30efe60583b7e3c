package io.issuestream.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.issuestream.sandbox.edit.EditRefused;
import io.issuestream.sandbox.generate.GenerateOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Making, changing and moving issues by a clock that stands still, and the truth about them. */
class IssueLifeTests {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.250Z");

  private final JiraSandbox sandbox = JiraSandbox.start(SandboxOptions.defaults());
  private final SandboxClient client = new SandboxClient(sandbox);

  @BeforeEach
  void fill() {
    sandbox.generate(GenerateOptions.of(200, 3).in(List.of("PAY", "OPS")));
    sandbox.clock().set(NOON);
  }

  @AfterEach
  void stop() {
    client.close();
    sandbox.close();
  }

  private IssueState state(long id) {
    return sandbox.truth("").stream().filter(each -> each.id() == id).findFirst().orElseThrow();
  }

  @Test
  void makesAnIssueAboveAllIdsWithTheNextKey() {
    long last = sandbox.issues("").getLast().id();
    IssueTruth made = sandbox.create("PAY", Map.of("summary", "Fresh", "storyPoints", 3));
    assertThat(made).isEqualTo(new IssueTruth(last + 1, "PAY-101", NOON));
    JsonNode shown = client.cloud("/rest/api/3/issue/PAY-101");
    assertThat(shown.at("/fields/summary").stringValue()).isEqualTo("Fresh");
    assertThat(shown.at("/fields/created").stringValue()).isEqualTo("2026-11-20T12:00:00.250+0000");
    assertThat(shown.at("/fields/status/statusCategory/key").stringValue()).isEqualTo("new");
    assertThat(shown.at("/fields/customfield_10016").intValue()).isEqualTo(3);
    assertThat(client.server("/rest/api/2/search", "jql", "key = PAY-101").get("total").intValue())
        .isEqualTo(1);
    assertThat(sandbox.create("OPS", Map.of(), 77_000).id()).isEqualTo(77_000);
    assertThat(sandbox.create("OPS", Map.of()).id()).isEqualTo(77_001);
    assertThatThrownBy(() -> sandbox.create("OPS", Map.of(), 77_000))
        .isInstanceOf(EditRefused.class);
    assertThatThrownBy(() -> sandbox.create("NONE", Map.of())).isInstanceOf(EditRefused.class);
  }

  @Test
  void givesNeitherIdsNorNumbersTwice() {
    IssueTruth first = sandbox.create("PAY", Map.of());
    sandbox.delete(first.key());
    IssueTruth second = sandbox.create("PAY", Map.of());
    assertThat(second.id()).isEqualTo(first.id() + 1);
    assertThat(second.key()).isEqualTo("PAY-102");
  }

  @Test
  void movesKeepTheIdAndEveryFormerKey() {
    long id = sandbox.issues("PAY").get(4).id();
    sandbox.move(Long.toString(id), "OPS");
    IssueTruth back = sandbox.move(Long.toString(id), "PAY");
    assertThat(back.key()).isEqualTo("PAY-101");
    assertThat(state(id).formerKeys()).containsExactly("OPS-101", "PAY-5");
    assertThat(client.cloud("/rest/api/3/issue/OPS-101").get("key").stringValue())
        .isEqualTo("PAY-101");
    assertThat(sandbox.move("PAY-5", "OPS").key()).isEqualTo("OPS-102");
  }

  @Test
  void editsOfOneMomentAreToldApartUnlessTimesAreKeptToTheSecond() {
    Instant first = sandbox.edit("PAY-2", Map.of("storyPoints", 40)).updated();
    assertThat(sandbox.edit("PAY-2", Map.of("storyPoints", 41)).updated())
        .isEqualTo(first.plusMillis(1));
    sandbox.wholeSeconds(true);
    sandbox.clock().advance(Duration.ofSeconds(2));
    Instant second = sandbox.edit("PAY-3", Map.of("storyPoints", 40)).updated();
    assertThat(second).isEqualTo(Instant.parse("2026-11-20T12:00:02Z"));
    sandbox.clock().advance(Duration.ofMillis(400));
    int before = state(sandbox.issues("PAY").get(2).id()).histories();
    assertThat(sandbox.edit("PAY-3", Map.of("storyPoints", 41)).updated()).isEqualTo(second);
    assertThat(state(sandbox.issues("PAY").get(2).id()).histories()).isEqualTo(before + 1);
  }

  @Test
  void everythingGoesByItsClock() {
    assertThat(client.cloud("/rest/api/3/serverInfo").get("serverTime").stringValue())
        .isEqualTo("2026-11-20T12:00:00.250+0000");
    var answer = client.get(sandbox.dataCenterUrl() + "/rest/api/2/project", null);
    assertThat(answer.headers().firstValue("Date")).contains("Fri, 20 Nov 2026 12:00:00 GMT");
    sandbox.edit("PAY-2", Map.of("storyPoints", 40));
    assertThat(count("project = PAY AND updated >= -5m")).isEqualTo(1);
    sandbox.clock().advance(Duration.ofMinutes(6));
    assertThat(count("project = PAY AND updated >= -5m")).isZero();
    sandbox.clock().run();
    assertThat(sandbox.clock().instant())
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
  }

  @Test
  void changingASprintMovesNoIssue() {
    List<IssueTruth> before = sandbox.issues("");
    long board = client.cloud("/rest/agile/1.0/board").at("/values/0/id").longValue();
    long id = sandbox.createSprint(board, "Late, [one] a=b");
    sandbox.editSprint(id, Map.of("state", "active", "startDate", "2026-11-20T12:00:00.000Z"));
    assertThat(sandbox.issues("")).isEqualTo(before);
    assertThat(client.server("/rest/agile/1.0/sprint/" + id).get("state").stringValue())
        .isEqualTo("active");
    sandbox.edit("PAY-2", Map.of("sprint", id));
    assertThat(state(sandbox.issues("PAY").get(1).id()).sprintIds()).contains(id);
    assertThatThrownBy(() -> sandbox.editSprint(id, Map.of("state", "over")))
        .isInstanceOf(EditRefused.class);
  }

  @Test
  void theTruthTellsWhatACopyMustHold() {
    sandbox.edit("PAY-2", Map.of("storyPoints", 5, "summary", "New words", "status", "Done"));
    JsonNode shown = client.cloud("/rest/api/3/issue/PAY-2", "expand", "changelog");
    IssueState state = state(shown.get("id").asLong());
    assertThat(state.key()).isEqualTo("PAY-2");
    assertThat(state.summary()).isEqualTo("New words");
    assertThat(state.statusId()).isEqualTo(shown.at("/fields/status/id").stringValue());
    assertThat(state.storyPoints()).isEqualByComparingTo("5");
    assertThat(state.histories()).isEqualTo(shown.at("/changelog/total").intValue());
    JsonNode assignee = shown.at("/fields/assignee/accountId");
    assertThat(state.assigneeAccountId())
        .isEqualTo(assignee.isMissingNode() ? null : assignee.stringValue());
    assertThat(sandbox.truth("PAY")).hasSize(100);
    assertThat(sandbox.truth("")).hasSize(200);
  }

  @Test
  void theAdminApiDoesAllThis() {
    JsonNode made =
        client.admin("POST", "/issues", "{\"project\":\"PAY\",\"fields\":{\"summary\":\"A\"}}");
    assertThat(made.get("key").stringValue()).isEqualTo("PAY-101");
    client.admin("POST", "/projects", "{\"key\":\"NEW\",\"name\":\"Newer\"}");
    assertThat(
            client
                .admin("POST", "/issues/PAY-101/move", "{\"project\":\"NEW\"}")
                .get("key")
                .stringValue())
        .isEqualTo("NEW-1");
    client.admin("PUT", "/clock", "{\"set\":\"2026-12-01T00:00:00Z\",\"wholeSeconds\":true}");
    assertThat(client.admin("PUT", "/clock", "{\"advanceMs\":1500}").get("now").stringValue())
        .isEqualTo("2026-12-01T00:00:01.500Z");
    JsonNode sprint = client.admin("POST", "/sprints", "{\"boardId\":1,\"name\":\"S\"}");
    assertThat(
            client
                .admin("PUT", "/sprints/" + sprint.get("id"), "{\"fields\":{\"state\":\"closed\"}}")
                .get("state")
                .stringValue())
        .isEqualTo("closed");
    assertThat(client.admin("GET", "/truth?project=NEW", null).at("/0/formerKeys/0").stringValue())
        .isEqualTo("PAY-101");
  }

  private int count(String jql) {
    return client
        .cloudPost("/rest/api/3/search/approximate-count", "{\"jql\":\"" + jql + "\"}")
        .get("count")
        .intValue();
  }
}
