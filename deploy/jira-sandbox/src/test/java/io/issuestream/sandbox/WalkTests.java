package io.issuestream.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sandbox.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Walks every page of both surfaces over HTTP, as a first sync does. */
class WalkTests {
  @Test
  void givesEachIssueExactlyOnceOnBothSurfaces() {
    try (JiraSandbox sandbox = JiraSandbox.start(SandboxOptions.defaults());
        SandboxClient client = new SandboxClient(sandbox)) {
      sandbox.generate(GenerateOptions.of(1_234, 9).in(List.of("INT", "WEB")));
      for (String project : List.of("INT", "WEB")) {
        List<Long> truth = sandbox.issues(project).stream().map(IssueTruth::id).toList();
        assertThat(cloudIds(client, project)).isEqualTo(truth);
        assertThat(serverIdsByWindow(client, project)).isEqualTo(truth);
        assertThat(serverIdsByOffset(client, project)).isEqualTo(truth);
      }
    }
  }

  @Test
  void givesEachRealIssueExactlyOnceOnBothSurfaces() {
    Path titanium =
        Path.of(
            System.getProperty("issuestream.root", "."), "..", "shared", "fixtures", "titanium");
    assumeThat(Files.isDirectory(titanium))
        .as("the real data in ../shared/fixtures/titanium is here")
        .isTrue();
    try (JiraSandbox sandbox = JiraSandbox.start(SandboxOptions.defaults());
        SandboxClient client = new SandboxClient(sandbox)) {
      assertThat(sandbox.load(titanium, List.of("ALOY", "MOD")).issues()).isEqualTo(1_866);
      List<Long> truth = sandbox.issues("ALOY").stream().map(IssueTruth::id).toList();
      assertThat(truth).hasSize(1_499);
      assertThat(cloudIds(client, "ALOY")).isEqualTo(truth);
      assertThat(serverIdsByWindow(client, "ALOY")).isEqualTo(truth);
    }
  }

  @Test
  void losesNothingWhileIssuesAreEditedMovedAndDeleted() {
    try (JiraSandbox sandbox = JiraSandbox.start(SandboxOptions.defaults());
        SandboxClient client = new SandboxClient(sandbox)) {
      sandbox.generate(GenerateOptions.of(400, 9).in(List.of("ABC", "XYZ")));
      List<Long> walked = new ArrayList<>();
      String token = null;
      int page = 0;
      do {
        JsonNode answer = cloudPage(client, "ABC", token);
        answer.get("issues").forEach(issue -> walked.add(Json.whole(issue, "id")));
        token = Json.text(answer, "nextPageToken");
        if (page++ == 0) {
          sandbox.edit("ABC-150", Map.of("summary", "changed meanwhile"));
          sandbox.move("ABC-3", "XYZ");
          sandbox.delete("ABC-180");
        }
      } while (token != null);
      assertThat(walked).doesNotHaveDuplicates();
      assertThat(walked).containsAll(sandbox.issues("ABC").stream().map(IssueTruth::id).toList());
    }
  }

  private static List<Long> cloudIds(SandboxClient client, String project) {
    List<Long> ids = new ArrayList<>();
    String token = null;
    do {
      JsonNode page = cloudPage(client, project, token);
      page.get("issues").forEach(issue -> ids.add(Json.whole(issue, "id")));
      token = Json.text(page, "nextPageToken");
      assertThat(page.get("isLast").booleanValue()).isEqualTo(token == null);
    } while (token != null);
    return ids;
  }

  private static JsonNode cloudPage(SandboxClient client, String project, @Nullable String token) {
    String jql = "project = \"" + project + "\" ORDER BY id ASC";
    return token == null
        ? client.cloud(
            "/rest/api/3/search/jql",
            "jql",
            jql,
            "fields",
            "*all",
            "maxResults",
            "100",
            "expand",
            "changelog")
        : client.cloud(
            "/rest/api/3/search/jql",
            "jql",
            jql,
            "fields",
            "*all",
            "maxResults",
            "100",
            "expand",
            "changelog",
            "nextPageToken",
            token);
  }

  private static List<Long> serverIdsByWindow(SandboxClient client, String project) {
    List<Long> ids = new ArrayList<>();
    while (true) {
      String jql =
          "project = \"%s\" AND id > %d ORDER BY id ASC"
              .formatted(project, ids.isEmpty() ? 0 : ids.getLast());
      JsonNode page =
          client.server(
              "/rest/api/2/search",
              "jql",
              jql,
              "fields",
              "*all",
              "maxResults",
              "100",
              "expand",
              "changelog");
      if (page.get("issues").isEmpty()) {
        return ids;
      }
      page.get("issues").forEach(issue -> ids.add(Json.whole(issue, "id")));
    }
  }

  private static List<Long> serverIdsByOffset(SandboxClient client, String project) {
    List<Long> ids = new ArrayList<>();
    JsonNode page;
    do {
      page =
          client.server(
              "/rest/api/2/search",
              "jql",
              "project = \"" + project + "\" ORDER BY id ASC",
              "startAt",
              Integer.toString(ids.size()));
      page.get("issues").forEach(issue -> ids.add(Json.whole(issue, "id")));
    } while (ids.size() < page.get("total").intValue());
    return ids;
  }
}
