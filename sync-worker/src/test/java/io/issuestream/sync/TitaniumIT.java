package io.issuestream.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.issuestream.contracts.connection.JiraDeployment;
import io.issuestream.contracts.issue.IssueState;
import io.issuestream.sync.testing.SyncScene;
import io.issuestream.sync.testing.Worker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Real issues of three projects, against a count of the data that shares no code with the worker.
 */
class TitaniumIT {

  private static final Path DATA =
      Path.of(System.getProperty("issuestream.root", ".."), "../shared/fixtures/titanium");
  private static final List<String> PROJECTS = List.of("ALOY", "DAEMON", "MOD");

  @Test
  void holdsEveryIssueAndItsSprints() throws IOException {
    assumeTrue(Files.isDirectory(DATA), "The titanium data is not beside the project");
    Map<Long, Set<Long>> sprints = new HashMap<>();
    Map<Long, Long> latest = new HashMap<>();
    for (String project : PROJECTS) {
      sprints.putAll(sprintsInData(project, latest));
    }
    try (SyncScene scene = SyncScene.create("titanium")) {
      scene.jira().load(DATA, PROJECTS);
      try (Worker worker = Worker.start(scene)) {
        scene.connect("appc", JiraDeployment.DATA_CENTER);
        PROJECTS.forEach(project -> scene.track("appc", project));
        PROJECTS.forEach(project -> scene.awaitCompleted("appc", project, 1));
        Map<Long, IssueState> issues = scene.issues("appc");
        assertThat(issues).hasSize(2183);
        assertThat(issues.keySet()).isEqualTo(sprints.keySet());
        sprints.forEach((id, expected) ->
            assertThat(Set.copyOf(issues.get(id).sprintIds()))
                .as("issue %d", id)
                .isEqualTo(expected));
        assertThat(issues.values())
            .as("the sprint shown is the open one, wherever it stands among the closed")
            .allSatisfy(issue -> assertThat(issue.sprintId()).isEqualTo(latest.get(issue.id())));
        worker
            .as("appc")
            .get()
            .uri("/api/v1/issues/status")
            .exchange()
            .expectBody()
            .jsonPath("$.stored")
            .isEqualTo(2183)
            .jsonPath("$.failed")
            .isEqualTo(0)
            .jsonPath("$.byProject.ALOY")
            .isEqualTo(1499);
      }
    }
  }

  private static Map<Long, Set<Long>> sprintsInData(String project, Map<Long, Long> latest)
      throws IOException {
    var json = new JsonMapper();
    var found = new HashMap<Long, Set<Long>>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(DATA.resolve("issues-" + project + ".jsonl.gz"))),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode issue = json.readTree(line);
        JsonNode fields = issue.path("fields");
        var ids = new TreeSet<Long>();
        if (fields.path("sprint").has("id")) {
          ids.add(fields.path("sprint").path("id").asLong());
        }
        fields.path("closedSprints").forEach(sprint -> ids.add(sprint.path("id").asLong()));
        long id = Long.parseLong(issue.path("id").asString());
        found.put(id, ids);
        if (!ids.isEmpty()) {
          latest.put(id, latest(fields));
        }
      }
    }
    return found;
  }

  /** The open sprint, else the one that was started, and then closed, last. */
  private static long latest(JsonNode fields) {
    if (fields.path("sprint").has("id")) {
      return fields.path("sprint").path("id").asLong();
    }
    return fields
        .path("closedSprints")
        .valueStream()
        .max(
            Comparator.<JsonNode, String>comparing(sprint -> sprint.path("startDate").asString(""))
                .thenComparing(sprint -> sprint.path("completeDate").asString(""))
                .thenComparingLong(sprint -> sprint.path("id").asLong()))
        .orElseThrow()
        .path("id")
        .asLong();
  }
}
