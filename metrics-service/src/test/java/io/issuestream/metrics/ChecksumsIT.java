package io.issuestream.metrics;

import static io.issuestream.metrics.SprintBuilder.sprint;
import static io.issuestream.metrics.SprintBuilder.upserted;
import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.issue.IssueDeleted;
import io.issuestream.contracts.sprint.SprintPhase;
import io.issuestream.edge.testing.TestTokens;
import io.issuestream.tenancy.TeamScope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What the service says it holds, and whether it sees that a figure is wrong. */
class ChecksumsIT extends RunningMetricsService {

  private static final String CHECKSUMS = "/api/v1/operations/metrics-service/checksums";

  @Autowired private WebTestClient web;

  private JsonNode ask(String team, String path) {
    return Objects.requireNonNull(
        web.get()
            .uri(CHECKSUMS + path)
            .header("Authorization", "Bearer " + TestTokens.bearer("platform", "sre"))
            .header("X-Issuestream-Team", team)
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(JsonNode.class)
            .returnResult()
            .getResponseBody());
  }

  private void twoIssuesAndASprint(String team) {
    topics()
        .publish(
            upserted(team, 3, sprint(7, SprintPhase.CLOSED, START, END)),
            issue(team, 4, issue(1).with(3, null, 7)),
            new IssueDeleted(team, 2, issue(2).with(5, null, 7).deleted().state()));
    settled(team, 1);
  }

  @Test
  void countsAndSumsTheTeamsOwnAndNoOthers() {
    twoIssuesAndASprint("summing");
    topics().publish(issue("summed-beside", 9, issue(1).with(8, null)));
    settled("summed-beside", 1);

    JsonNode answer = ask("summing", "");

    assertThat(answer.path("service").asString()).isEqualTo("metrics-service");
    assertThat(texts(answer.path("topics")))
        .containsExactlyInAnyOrder(
            "jira.issues", "jira.sprints", "user.matches", "metrics.sprints", "metrics.flow");
    JsonNode issues = held(answer, "jira.issues");
    assertThat(issues.path("project").asString()).isEqualTo("ROVER");
    assertThat(issues.path("count").asLong()).isEqualTo(2);
    assertThat(issues.path("gone").asLong()).isEqualTo(1);
    assertThat(issues.path("checksum").asString())
        .isEqualTo(sum(digits("1:4:false"), digits("2:2:true")));
    assertThat(issues.has("content")).isFalse();
    assertThat(held(answer, "jira.sprints").path("checksum").asString())
        .isEqualTo(sum(digits("7:3:false")));
    assertThat(held(answer, "metrics.sprints").path("content").asString())
        .isEqualTo(sum(digits(lastFigures("summing"))));
    assertThat(answer.path("unfinished").valueStream().map(one -> one.path("name").asString()))
        .containsExactlyInAnyOrder("outbox", "sprint figures", "flow figures");
    assertThat(answer.path("unfinished").valueStream().map(one -> one.path("count").asLong()))
        .containsOnly(0L);
  }

  @Test
  void listsTheAggregatesPageByPage() {
    twoIssuesAndASprint("listed");

    JsonNode first = ask("listed", "/entries?kind=jira.issues&project=ROVER&limit=1");
    JsonNode second =
        ask("listed", "/entries?kind=jira.issues&limit=1&after=" + first.path("next").asString());

    assertThat(first.path("items").path(0).toString())
        .isEqualTo("{\"id\":\"1\",\"project\":\"ROVER\",\"revision\":4,\"gone\":false}");
    assertThat(second.path("items").path(0).path("id").asString()).isEqualTo("2");
    assertThat(second.has("next")).isFalse();
    assertThat(ask("listed", "/entries?kind=jira.issues&project=OTHER").path("items")).isEmpty();
  }

  @Test
  void namesTheFigureThatIsNotWhatItsFactsSay() {
    String team = "recounted";
    twoIssuesAndASprint(team);
    JsonNode right = ask(team, "/recomputed?kind=metrics.sprints");
    assertThat(right.path("checked").asLong()).isEqualTo(1);
    assertThat(right.path("different")).isEmpty();
    assertThat(ask(team, "/recomputed?kind=metrics.flow").path("checked").asLong()).isEqualTo(1);

    countTwice(team);

    JsonNode wrong = ask(team, "/recomputed?kind=metrics.sprints");
    assertThat(wrong.path("different").size()).isEqualTo(1);
    assertThat(wrong.path("different").path(0).path("id").asString()).isEqualTo("7");
    assertThat(ask(team, "/recomputed?kind=metrics.flow").path("different")).isEmpty();
    assertThat(ask("summing", "/recomputed?kind=metrics.sprints").path("different")).isEmpty();
  }

  /** As if an issue had been added up twice. */
  private void countTwice(String team) {
    Long changed =
        database
            .sql(
                """
                update sprint_metrics set data = convert_to(
                  replace(convert_from(data, 'UTF8'), '"committed":{"issues":2', '"committed":{"issues":3'), 'UTF8')
                where team_id = $1 and convert_from(data, 'UTF8') like '%"committed":{"issues":2%'
                """)
            .bind(0, team)
            .fetch()
            .rowsUpdated()
            .contextWrite(TeamScope.of(team))
            .block(PATIENCE);
    assertThat(changed).isEqualTo(1);
  }

  @Test
  void saysWhatItDoesNotHold() {
    for (String path : List.of("/entries", "/recomputed")) {
      refused(path, 400);
      refused(path + "?kind=colours", 400);
      refused(path + "?kind=code.pull-requests", 404);
    }
    refused("/entries?kind=jira.issues&limit=5001", 400);
  }

  private void refused(String path, int status) {
    web.get()
        .uri(CHECKSUMS + path)
        .header("Authorization", "Bearer " + TestTokens.bearer("platform", "sre"))
        .header("X-Issuestream-Team", "anyone")
        .exchange()
        .expectStatus()
        .isEqualTo(status);
  }

  private static String lastFigures(String team) {
    byte[] record =
        topics().records(Topic.METRICS_SPRINTS).stream()
            .filter(one -> one.key().equals(team + "/7"))
            .reduce((one, other) -> other)
            .orElseThrow()
            .value();
    return new String(record, StandardCharsets.UTF_8);
  }

  private static JsonNode held(JsonNode answer, String topic) {
    List<JsonNode> held =
        answer
            .path("held")
            .valueStream()
            .filter(one -> one.path("topic").asString().equals(topic))
            .toList();
    assertThat(held).as(topic).hasSize(1);
    return held.getFirst();
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.asString()));
    return texts;
  }

  private static String sum(long... digits) {
    long sum = 0;
    for (long one : digits) {
      sum = sum + one & (1L << 60) - 1;
    }
    return Long.toString(sum);
  }

  private static long digits(String text) {
    try {
      byte[] md5 = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return Long.parseLong(HexFormat.of().formatHex(md5).substring(0, 15), 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
