package io.issuestream.sandbox.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.issuestream.sandbox.data.Issue;
import io.issuestream.sandbox.data.JiraData;
import io.issuestream.sandbox.data.Rendering;
import io.issuestream.sandbox.data.Sprint;
import io.issuestream.sandbox.data.Surface;
import io.issuestream.sandbox.json.Json;
import io.issuestream.sandbox.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TeamGeneratorTests {
  private record Team(JiraData data, GeneratedTeam outside) {
    List<Issue> issues() {
      List<Issue> all = new ArrayList<>();
      data.projects()
          .values()
          .forEach(project -> {
            for (int i = 0; i < project.size(); i++) {
              all.add(project.get(i));
            }
          });
      return all;
    }

    byte[] shown(Issue issue, Surface surface) {
      Rendering as = data.platform(surface);
      JsonBytes out = new JsonBytes();
      data.writer().write(issue, as.selection(List.of("*all"), "id"), true, false, as, out);
      return out.toByteArray();
    }
  }

  private static Team team(GenerateOptions options) {
    JiraData data = new JiraData("http://127.0.0.1:8090");
    return new Team(data, TeamGenerator.generate(options, data));
  }

  @Test
  void makesTheSameBytesFromTheSameSeed() {
    Team one = team(GenerateOptions.of(250, 11));
    Team two = team(GenerateOptions.of(250, 11));
    Team other = team(GenerateOptions.of(250, 12));
    for (Surface surface : Surface.values()) {
      List<String> first = one.issues().stream().map(i -> text(one.shown(i, surface))).toList();
      assertThat(two.issues().stream().map(i -> text(two.shown(i, surface)))).isEqualTo(first);
      assertThat(other.issues().stream().map(i -> text(other.shown(i, surface))))
          .isNotEqualTo(first);
    }
    assertThat(two.outside().deliveries().map(TeamGeneratorTests::text))
        .isEqualTo(one.outside().deliveries().map(TeamGeneratorTests::text).toList());
    assertThat(two.outside().membersCsv()).isEqualTo(one.outside().membersCsv());
  }

  @Test
  void isAsLargeAndAsFullOfHistoryAsARealTeam() {
    Team team = team(GenerateOptions.of(4_000, 5));
    List<Issue> issues = team.issues();
    assertThat(issues).hasSize(4_000);
    assertThat(
            issues.stream()
                .mapToInt(i -> Objects.requireNonNull(i.histories()).size())
                .average()
                .orElseThrow())
        .isGreaterThanOrEqualTo(10);
    for (Surface surface : Surface.values()) {
      assertThat(
              issues.stream().mapToInt(i -> team.shown(i, surface).length).average().orElseThrow())
          .isBetween(5_000.0, 10_000.0);
    }
    assertThat(team.data().sprints().all()).hasSize(50);
    assertThat(team.data().boards()).hasSize(1);
    assertThat(team.data().accounts().count()).isBetween(8, 42);
    assertThat(team.outside().pullRequestCount()).isBetween(1_400, 1_800);
  }

  @Test
  void hasClosedSprintsOneActiveAndOneToCome() {
    Team team = team(GenerateOptions.of(800, 5).in(List.of("ABC", "DO")));
    List<Sprint> sprints = List.copyOf(team.data().sprints().all());
    assertThat(
            sprints.stream().collect(Collectors.groupingBy(Sprint::state, Collectors.counting())))
        .containsEntry("active", 2L)
        .containsEntry("future", 2L)
        .containsEntry("closed", 6L);
    Set<Long> used = new HashSet<>();
    team.issues().forEach(i -> Arrays.stream(i.sprintIds()).forEach(used::add));
    assertThat(used).containsExactlyInAnyOrderElementsOf(sprints.stream().map(Sprint::id).toList());
  }

  /** The history, played forward from nothing, must end in the fields as they are. */
  @Test
  void tellsInItsHistoryHowEachFieldCameToBe() {
    Team team = team(GenerateOptions.of(900, 21));
    for (Issue issue : team.issues()) {
      JsonNode shown = Json.MAPPER.readTree(team.shown(issue, Surface.DATA_CENTER));
      boolean subTask = shown.at("/fields/issuetype/subtask").booleanValue();
      String status = "10000";
      String sprints = "";
      String points = null;
      String assignee = null;
      String before = shown.at("/fields/created").stringValue();
      for (JsonNode history : shown.at("/changelog/histories")) {
        assertThat(history.get("created").stringValue()).isGreaterThanOrEqualTo(before);
        before = history.get("created").stringValue();
        for (JsonNode item : history.get("items")) {
          switch (item.get("field").stringValue()) {
            case "status" -> {
              assertThat(item.get("from").stringValue()).isEqualTo(status);
              status = item.get("to").stringValue();
            }
            case "Sprint" -> {
              assertThat(item.get("from").stringValue()).isEqualTo(sprints);
              sprints = item.get("to").stringValue();
            }
            case "Story Points" -> points = item.get("toString").stringValue();
            case "assignee" -> assignee = item.get("to").stringValue();
            default -> assertThat(item.has("fieldId")).isFalse();
          }
        }
      }
      assertThat(shown.at("/fields/updated").stringValue()).isEqualTo(before);
      assertThat(shown.at("/fields/status/id").stringValue()).isEqualTo(status);
      assertThat(shown.at("/fields/assignee/key").asString(null)).isEqualTo(assignee);
      if (points != null) {
        assertThat(shown.at("/fields/customfield_10002").decimalValue())
            .isEqualByComparingTo(points);
      }
      if (!subTask) {
        assertThat(
                Arrays.stream(issue.sprintIds())
                    .mapToObj(Long::toString)
                    .collect(Collectors.joining(", ")))
            .isEqualTo(sprints);
      }
      assertThat(issue.updated())
          .isLessThanOrEqualTo(GenerateOptions.DEFAULT_ANCHOR.toEpochMilli());
      assertThat(shown.at("/fields/resolution").isNull()).isEqualTo(!status.equals("10002"));
    }
  }

  @Test
  void namesAnIssueInMostPullRequestsAndInDifferentPlaces() {
    Team team = team(GenerateOptions.of(2_000, 8));
    List<JsonNode> lines = team.outside().deliveries().map(Json.MAPPER::readTree).toList();
    assertThat(lines).hasSize(team.outside().pullRequestCount() * 3);
    int title = 0;
    int branch = 0;
    int nowhere = 0;
    for (int i = 0; i < lines.size(); i += 3) {
      assertThat(lines.get(i).get("event").stringValue()).isEqualTo("pull_request_review");
      JsonNode body = lines.get(i + 1).get("body");
      JsonNode push = lines.get(i + 2).get("body");
      assertThat(body.get("action").stringValue()).isEqualTo("closed");
      assertThat(body.at("/pull_request/merged").booleanValue()).isTrue();
      assertThat(push.get("after")).isEqualTo(body.at("/pull_request/merge_commit_sha"));
      assertThat(body.at("/pull_request/created_at").stringValue())
          .isLessThan(body.at("/pull_request/merged_at").stringValue());
      if (body.at("/pull_request/title").stringValue().matches(".*PAY-\\d+.*")) {
        title++;
      } else if (body.at("/pull_request/head/ref").stringValue().matches("(?i).*pay-\\d+.*")) {
        branch++;
      } else if (!body.at("/pull_request/body").stringValue().contains("PAY-")
          && !push.toString().contains("PAY-")) {
        nowhere++;
      }
    }
    int all = lines.size() / 3;
    assertThat((double) title / all).isBetween(0.45, 0.6);
    assertThat((double) branch / all).isBetween(0.1, 0.22);
    assertThat((double) nowhere / all).isBetween(0.1, 0.2);
  }

  @Test
  void hidesSomeEmailsAndHasAnAppAndSomebodyWhoLeft() {
    Team team = team(GenerateOptions.of(3_000, 8).in(List.of("A1", "B2", "C3", "D4", "E5")));
    var accounts = team.data().accounts().all();
    assertThat(accounts).anyMatch(a -> a.accountType().equals("app")).anyMatch(a -> !a.active());
    assertThat(accounts.stream().filter(a -> a.email() != null).count())
        .isBetween(5L, accounts.size() - 3L);
    assertThat(accounts.stream().map(a -> String.valueOf(a.displayName())).distinct().count())
        .isEqualTo(accounts.size() - 1L);
    assertThat(team.outside().membersCsv())
        .startsWith("email,displayName,githubLogin\n")
        .contains("@example.com,");
  }

  @Test
  void refusesWhatMakesNoTeam() {
    assertThatThrownBy(() -> GenerateOptions.of(0, 1))
        .hasMessageContaining("between 1 and 2000000");
    assertThatThrownBy(() -> GenerateOptions.of(5, 1).in(List.of("lower")))
        .hasMessageContaining("not a project key");
    assertThatThrownBy(() -> GenerateOptions.of(5, 1).in(List.of("AB", "AB")))
        .hasMessageContaining("twice");
  }

  @Test
  void copesWithVeryFewIssues() {
    for (int issues = 1; issues < 9; issues++) {
      assertThat(team(GenerateOptions.of(issues, 1)).issues()).hasSize(issues);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
