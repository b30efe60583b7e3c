package io.issuestream.sandbox.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.issuestream.sandbox.data.Issue;
import io.issuestream.sandbox.data.JiraData;
import io.issuestream.sandbox.data.Surface;
import io.issuestream.sandbox.json.Json;
import io.issuestream.sandbox.json.JsonBytes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Every folder of real data loads without a problem and shows what is in it. */
class FixturesTests {
  private static Path folder(String name) {
    Path folder =
        Path.of(System.getProperty("issuestream.root", "."), "..", "shared", "fixtures", name);
    assumeThat(Files.isDirectory(folder))
        .as("the real data in ../shared/fixtures/%s is here", name)
        .isTrue();
    return folder;
  }

  @ParameterizedTest
  @CsvSource({"cloud-changelog,33", "jirametrics,10", "go-jira,1"})
  void loadsEveryIssueOfAFolder(String name, int issues) throws IOException {
    LoadReport report = IssueFiles.load(folder(name), Set.of(), new JiraData("http://sandbox"));
    assertThat(report.problems()).isEmpty();
    assertThat(report.issues()).isEqualTo(issues);
  }

  @Test
  void loadsAllTitaniumProjectsAndTheirIrregularities() throws IOException {
    JiraData data = new JiraData("http://sandbox");
    LoadReport report = IssueFiles.load(folder("titanium"), Set.of(), data);
    assertThat(report.problems()).isEmpty();
    assertThat(report.issues()).isEqualTo(29_057);
    assertThat(report.sprints()).isEqualTo(377);
    assertThat(
            data.read(() ->
                data.projects().entrySet().stream()
                    .map(e -> e.getKey() + " " + e.getValue().size())
                    .toList()))
        .containsExactly("AC 4503", "ALOY 1499", "DAEMON 317", "MOD 367", "TIMOB 22371");
    long withoutPriority =
        data.read(() ->
            data.projects().values().stream()
                .filter(p -> p.project().key().equals("AC"))
                .findFirst()
                .orElseThrow()
                .size());
    assertThat(withoutPriority).isEqualTo(4_503);
  }

  /**
   * Counts membership in the raw lines by other means than the loader's and compares what both
   * surfaces show.
   */
  @Test
  void showsTheSprintsOfEveryIssueOnBothSurfaces() throws IOException {
    Path titanium = folder("titanium");
    Map<String, Set<Long>> expected = new TreeMap<>();
    for (String project : List.of("ALOY", "DAEMON", "MOD")) {
      try (BufferedReader lines = lines(titanium.resolve("issues-" + project + ".jsonl.gz"))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          JsonNode issue = Json.MAPPER.readTree(line);
          Set<Long> ids = new TreeSet<>();
          issue.at("/fields/closedSprints").forEach(s -> ids.add(s.get("id").longValue()));
          if (issue.at("/fields/sprint").isObject()) {
            ids.add(issue.at("/fields/sprint/id").longValue());
          }
          expected.put(issue.get("key").stringValue(), ids);
        }
      }
    }
    JiraData data = new JiraData("http://sandbox");
    IssueFiles.load(titanium, Set.of("ALOY", "DAEMON", "MOD"), data);
    assertThat(shown(data, Surface.CLOUD)).isEqualTo(expected);
    assertThat(shown(data, Surface.DATA_CENTER)).isEqualTo(expected);
  }

  /** The newest 40 of more histories are shown on Cloud; none of the data has more, so all are. */
  @Test
  void showsEveryHistoryOfTheCloudData() throws IOException {
    JiraData data = new JiraData("http://sandbox");
    IssueFiles.load(folder("cloud-changelog"), Set.of(), data);
    int histories =
        data.read(() ->
            data.projects().values().stream()
                .mapToInt(p -> {
                  int sum = 0;
                  for (int i = 0; i < p.size(); i++) {
                    sum += Objects.requireNonNull(p.get(i).histories()).size();
                  }
                  return sum;
                })
                .sum());
    assertThat(histories).isEqualTo(522);
  }

  private static Map<String, Set<Long>> shown(JiraData data, Surface surface) {
    Map<String, Set<Long>> shown = new TreeMap<>();
    var selection = data.platform(surface).selection(List.of("customfield_10020"), "id");
    data.projects()
        .values()
        .forEach(project -> {
          for (int i = 0; i < project.size(); i++) {
            Issue issue = project.get(i);
            JsonBytes out = new JsonBytes();
            data.writer().write(issue, selection, false, false, data.platform(surface), out);
            Set<Long> ids = new TreeSet<>();
            for (JsonNode sprint :
                Json.MAPPER.readTree(out.toByteArray()).at("/fields/customfield_10020")) {
              ids.add(
                  sprint.isString()
                      ? Long.parseLong(
                          sprint.stringValue().replaceAll("(?s).*?\\[id=(\\d+),.*", "$1"))
                      : sprint.get("id").longValue());
            }
            shown.put(issue.key(), ids);
          }
        });
    return shown;
  }

  private static BufferedReader lines(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
  }
}
