package io.issuestream.integration.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.project.ProjectTracked;
import io.issuestream.contracts.project.ProjectUntracked;
import io.issuestream.integration.ServiceIT;
import io.issuestream.integration.TopicReader;
import io.issuestream.sandbox.admin.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class ProjectIT extends ServiceIT {

  private static final String PROJECTS_PATH = "/api/v1/integration/jira/projects";

  @Test
  void listsEveryProjectOverSeveralPagesOnBothSurfaces() {
    for (Map<String, String> surface : List.of(cloud(), dataCenter())) {
      String team = newTeam();
      connect(as(team, "team_admin"), surface).expectStatus().isCreated();
      List<ProjectView> all = all(as(team, "member"));
      assertThat(all).hasSize(PROJECTS);
      assertThat(all).extracting(ProjectView::projectKey).isSorted().doesNotHaveDuplicates();
      assertThat(all).noneMatch(ProjectView::tracked);
    }
  }

  @Test
  void choosingTwicePublishesOnce() {
    connect(admin(), cloud()).expectStatus().isCreated();
    ProjectView project = all(admin()).get(3);
    for (int i = 0; i < 2; i++) {
      toggle(admin(), project, "add")
          .expectStatus()
          .isOk()
          .expectBody()
          .jsonPath("$.tracked")
          .isEqualTo(true)
          .jsonPath("$.syncStatus")
          .isEqualTo("pending");
    }
    toggle(admin(), all(admin()).get(4), "add").expectStatus().isOk();
    try (TopicReader topic = topic(Topic.JIRA_PROJECTS)) {
      await().until(() -> topic.of(team, ProjectTracked.class).size() >= 2);
      List<ProjectTracked> events =
          topic.of(team, ProjectTracked.class).stream()
              .filter(event -> event.aggregateId().equals(project.projectId()))
              .toList();
      assertThat(events).hasSize(1);
      assertThat(events.getFirst().project().startAtOnce()).isTrue();
      assertThat(events.getFirst().project().jiraProjectKey()).isEqualTo(project.projectKey());
    }
    assertThat(all(admin())).filteredOn(ProjectView::tracked).hasSize(2);
  }

  @Test
  void takesAProjectOutAgainAndKeepsItOut() {
    connect(admin(), dataCenter()).expectStatus().isCreated();
    ProjectView project = all(admin()).getFirst();
    toggle(admin(), project, "add").expectStatus().isOk();
    for (int i = 0; i < 2; i++) {
      toggle(admin(), project, "remove")
          .expectStatus()
          .isOk()
          .expectBody()
          .jsonPath("$.tracked")
          .isEqualTo(false);
    }
    toggle(admin(), project, "add").expectStatus().isOk();
    try (TopicReader topic = topic(Topic.JIRA_PROJECTS)) {
      await().until(() -> topic.of(team).stream().anyMatch(one -> revision(one) == 3));
      assertThat(topic.of(team, ProjectUntracked.class)).hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  void replacesTheWholeSelection() {
    connect(admin(), cloud()).expectStatus().isCreated();
    List<ProjectView> all = all(admin());
    replace(admin(), all.subList(0, 3)).expectStatus().isOk();
    replace(admin(), all.subList(2, 5)).expectStatus().isOk();
    assertThat(all(admin()))
        .filteredOn(ProjectView::tracked)
        .extracting(ProjectView::projectKey)
        .containsExactly("P002", "P003", "P004");
    replace(admin(), List.of()).expectStatus().isOk();
    assertThat(all(admin())).noneMatch(ProjectView::tracked);
  }

  @Test
  void storesNothingOfAProjectJiraDoesNotHave() {
    connect(admin(), cloud()).expectStatus().isCreated();
    ProjectView known = all(admin()).getFirst();
    ProjectView unknown = view("999999", "NOPE");
    toggle(admin(), unknown, "add").expectStatus().isEqualTo(422);
    toggle(admin(), unknown, "remove").expectStatus().isNotFound();
    toggle(admin(), view(known.projectId(), "OTHER"), "add").expectStatus().isEqualTo(422);
    replace(admin(), List.of(known, unknown)).expectStatus().isEqualTo(422);
    replace(admin(), List.of(known, known)).expectStatus().isBadRequest();
    toggle(admin(), known, "turn").expectStatus().isBadRequest();
    assertThat(all(admin())).noneMatch(ProjectView::tracked);
  }

  @Test
  void disconnectingUntracksEverything() {
    connect(admin(), cloud()).expectStatus().isCreated();
    replace(admin(), all(admin()).subList(0, 2)).expectStatus().isOk();
    admin()
        .delete()
        .uri("/api/v1/integration/jira/connection")
        .exchange()
        .expectStatus()
        .isNoContent();
    try (TopicReader topic = topic(Topic.JIRA_PROJECTS)) {
      await().until(() -> topic.of(team, ProjectUntracked.class).size() == 2);
    }
    admin().get().uri(PROJECTS_PATH).exchange().expectStatus().isNotFound();
  }

  @Test
  void showsWhatIsTrackedWhileJiraIsAway() {
    connect(admin(), cloud()).expectStatus().isCreated();
    replace(admin(), all(admin()).subList(0, 1)).expectStatus().isOk();
    // New credentials: what was listed with the old ones no longer counts.
    connect(admin(), cloud()).expectStatus().isOk();
    JIRA.faults(Faults.failing(new Faults.FailNext(503, 100)));
    try {
      as(team, "member")
          .get()
          .uri(PROJECTS_PATH)
          .exchange()
          .expectStatus()
          .isOk()
          .expectBody()
          .jsonPath("$.stale")
          .isEqualTo(true)
          .jsonPath("$.notice")
          .isNotEmpty()
          .jsonPath("$.items.length()")
          .isEqualTo(1);
      toggle(admin(), view("1", "P001"), "add").expectStatus().isEqualTo(422);
    } finally {
      JIRA.faults(Faults.NONE);
    }
  }

  @Test
  void letsOnlyTheTeamsAdminChoose() {
    connect(admin(), cloud()).expectStatus().isCreated();
    ProjectView project = all(as(team, "member")).getFirst();
    toggle(as(team, "member"), project, "add").expectStatus().isForbidden();
    toggle(web, project, "add").expectStatus().isUnauthorized();
    WebTestClient other = as(newTeam(), "team_admin");
    toggle(other, project, "add").expectStatus().isNotFound();
    other.get().uri(PROJECTS_PATH).exchange().expectStatus().isNotFound();
    assertThat(all(admin())).noneMatch(ProjectView::tracked);
  }

  private static long revision(TopicReader.Published record) {
    return record.event() == null ? 0 : record.event().revision();
  }

  private static ProjectView view(String id, String key) {
    return new ProjectView(id, key, "Name", false, true, null, null, null);
  }

  private static List<ProjectView> all(WebTestClient client) {
    var all = new ArrayList<ProjectView>();
    @Nullable String after = null;
    do {
      String query = "?limit=100" + (after == null ? "" : "&after=" + after);
      var page =
          client
              .get()
              .uri(PROJECTS_PATH + query)
              .exchange()
              .expectStatus()
              .isOk()
              .expectBody(ProjectList.Listed.class)
              .returnResult()
              .getResponseBody();
      assertThat(page).isNotNull();
      all.addAll(page.items());
      after = page.next();
    } while (after != null);
    return all;
  }

  private static ResponseSpec toggle(WebTestClient client, ProjectView project, String action) {
    return client
        .post()
        .uri(PROJECTS_PATH + "/toggle")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(
            Map.of(
                "projectId", project.projectId(),
                "projectKey", project.projectKey(),
                "name", project.name(),
                "action", action))
        .exchange();
  }

  private static ResponseSpec replace(WebTestClient client, List<ProjectView> projects) {
    return client
        .put()
        .uri(PROJECTS_PATH)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(
            Map.of(
                "projects",
                projects.stream()
                    .map(one ->
                        Map.of(
                            "projectId", one.projectId(),
                            "projectKey", one.projectKey(),
                            "name", one.name()))
                    .toList()))
        .exchange();
  }
}
