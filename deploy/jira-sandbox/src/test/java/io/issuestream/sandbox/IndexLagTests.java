package io.issuestream.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.sandbox.generate.GenerateOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Searches that find changes later than they happen, while reads by id see the truth. */
class IndexLagTests {
  private final JiraSandbox sandbox = JiraSandbox.start(SandboxOptions.defaults());
  private final SandboxClient client = new SandboxClient(sandbox);

  @BeforeEach
  void fill() {
    sandbox.generate(GenerateOptions.of(100, 3).in(List.of("PAY", "OPS")));
    sandbox.clock().set(Instant.parse("2026-11-20T12:00:00Z"));
    sandbox.indexLag(Duration.ofSeconds(30));
  }

  @AfterEach
  void stop() {
    client.close();
    sandbox.close();
  }

  private JsonNode found(String jql, String more) {
    return client
        .cloudPost(
            "/rest/api/3/search/jql",
            "{\"jql\":\"" + jql + "\",\"fields\":[\"summary\"],\"maxResults\":100" + more + "}")
        .get("issues");
  }

  private static List<String> keys(JsonNode issues) {
    return issues.valueStream().map(issue -> issue.get("key").stringValue()).toList();
  }

  private int total(String jql) {
    return client.server("/rest/api/2/search", "jql", jql, "maxResults", "0").get("total").asInt();
  }

  @Test
  void anEditIsFoundOldUntilItsTimeHasCome() {
    sandbox.edit("PAY-2", Map.of("summary", "New words"));
    String jql = "id = PAY-2";
    assertThat(found(jql, "").at("/0/fields/summary").stringValue()).isNotEqualTo("New words");
    assertThat(total("project = PAY AND updated >= -1m")).isZero();
    assertThat(client.cloud("/rest/api/3/issue/PAY-2").at("/fields/summary").stringValue())
        .isEqualTo("New words");
    // Data Center matches by its index and reads from its database.
    assertThat(
            client
                .server("/rest/api/2/search", "jql", jql)
                .at("/issues/0/fields/summary")
                .stringValue())
        .isEqualTo("New words");
    sandbox.clock().advance(Duration.ofSeconds(30));
    assertThat(found(jql, "").at("/0/fields/summary").stringValue()).isEqualTo("New words");
    assertThat(total("project = PAY AND updated >= -1m")).isEqualTo(1);
  }

  @Test
  void newMovedAndDeletedIssuesAreFoundAsTheyWere() {
    long made = sandbox.create("PAY", Map.of()).id();
    sandbox.move("PAY-3", "OPS");
    sandbox.delete("PAY-4");
    assertThat(keys(found("project = PAY ORDER BY id", "")))
        .hasSize(50)
        .contains("PAY-3", "PAY-4")
        .doesNotContain("PAY-51");
    JsonNode server =
        client.server("/rest/api/2/search", "jql", "project = PAY ORDER BY id", "fields", "id");
    assertThat(server.get("total").intValue()).isEqualTo(50);
    assertThat(keys(server.get("issues"))).hasSize(49).contains("OPS-51");
    JsonNode bulk =
        client.cloudPost(
            "/rest/api/3/issue/bulkfetch",
            "{\"issueIdsOrKeys\":[\"" + made + "\",\"PAY-3\"],\"fields\":[\"summary\"]}");
    assertThat(keys(bulk.get("issues"))).containsExactlyInAnyOrder("PAY-51", "OPS-51");
    sandbox.reindex();
    assertThat(keys(found("project = PAY ORDER BY id", "")))
        .hasSize(49)
        .contains("PAY-51")
        .doesNotContain("PAY-3", "PAY-4");
    sandbox.edit("PAY-5", Map.of("summary", "Later again"));
    assertThat(total("project = PAY AND updated >= -1m AND id != " + made)).isZero();
  }

  @Test
  void reconciledIssuesAreFoundAsTheyAre() {
    long made = sandbox.create("PAY", Map.of("summary", "Fresh")).id();
    String jql = "project = PAY ORDER BY updated DESC";
    assertThat(keys(found(jql, ""))).doesNotContain("PAY-51");
    assertThat(keys(found(jql, ",\"reconcileIssues\":[" + made + "]")).getFirst())
        .isEqualTo("PAY-51");
    String first = "{\"jql\":\"" + jql + "\",\"maxResults\":5,\"reconcileIssues\":[" + made + "]}";
    String token =
        client.cloudPost("/rest/api/3/search/jql", first).get("nextPageToken").stringValue();
    String other = "{\"jql\":\"" + jql + "\",\"maxResults\":5,\"nextPageToken\":\"" + token + "\"}";
    assertThat(client.cloudPost("/rest/api/3/search/jql", other).has("errorMessages")).isTrue();
    String many = "1,".repeat(50) + "2";
    StringBuilder distinct = new StringBuilder("10001");
    for (int i = 2; i <= 51; i++) {
      distinct.append(',').append(10_000 + i);
    }
    assertThat(found(jql, ",\"reconcileIssues\":[" + many + "]")).isNotNull();
    assertThat(
            client
                .cloudPost(
                    "/rest/api/3/search/jql",
                    "{\"jql\":\"" + jql + "\",\"reconcileIssues\":[" + distinct + "]}")
                .at("/errorMessages/0")
                .stringValue())
        .contains("at most 50");
  }

  @Test
  void aSeedGivesEveryChangeALagOfItsOwnAndNoIssueGoesBack() {
    sandbox.indexLag(Duration.ofSeconds(60), 5);
    for (int round = 1; round <= 3; round++) {
      for (int number = 1; number <= 20; number++) {
        sandbox.edit("PAY-" + number, Map.of("summary", "Round " + round));
      }
    }
    List<Integer> seen = new ArrayList<>();
    int[] highest = new int[51];
    for (int second = 0; second <= 60; second += 5) {
      int known = 0;
      for (JsonNode issue : found("project = PAY", "")) {
        int number = Integer.parseInt(issue.get("key").stringValue().substring(4));
        String summary = issue.at("/fields/summary").stringValue();
        int round = summary.startsWith("Round ") ? Integer.parseInt(summary.substring(6)) : 0;
        assertThat(round).isGreaterThanOrEqualTo(highest[number]);
        highest[number] = round;
        known += round == 3 ? 1 : 0;
      }
      seen.add(known);
      sandbox.clock().advance(Duration.ofSeconds(5));
    }
    assertThat(seen.getFirst()).isLessThan(5);
    assertThat(seen.get(6)).isBetween(3, 17);
    assertThat(seen.getLast()).isEqualTo(20);
  }

  @Test
  void noLagEndsItAtOnce() {
    client.admin("PUT", "/index", "{\"lagMs\":5000}");
    sandbox.create("PAY", Map.of());
    assertThat(total("project = PAY")).isEqualTo(50);
    client.admin("POST", "/index/catch-up", null);
    assertThat(total("project = PAY")).isEqualTo(51);
    sandbox.create("PAY", Map.of());
    client.admin("PUT", "/index", "{\"lagMs\":0}");
    assertThat(total("project = PAY")).isEqualTo(52);
  }
}
