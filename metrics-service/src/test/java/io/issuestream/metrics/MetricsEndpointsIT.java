package io.issuestream.metrics;

import static io.issuestream.contracts.issue.StatusCategory.DONE;
import static io.issuestream.metrics.SprintBuilder.sprint;
import static io.issuestream.metrics.SprintBuilder.upserted;
import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.issue.IssueDeleted;
import io.issuestream.contracts.sprint.SprintPhase;
import io.issuestream.metrics.history.IssueBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the endpoints answer, and to whom. */
class MetricsEndpointsIT extends RunningMetricsService {

  @Test
  void opensAFigureIntoItsIssues() {
    String team = "opened";
    topics()
        .publish(
            upserted(team, 1, sprint(7, SprintPhase.CLOSED, START, END)),
            issue(team, 1, issue(1).with(3, "p-ann", 7).becomes(DONE, "2026-03-05T00:00:00Z")),
            issue(team, 1, issue(2).with(5, null).enters(7, "2026-03-09T00:00:00Z")),
            new IssueDeleted(team, 1, issue(3).with(8, null, 7).deleted().state()));
    settled(team, 2);

    read(team, "/sprints/7/issues?fact=added")
        .jsonPath("$.items.length()")
        .isEqualTo(1)
        .jsonPath("$.items[0].key")
        .isEqualTo("ROVER-2")
        .jsonPath("$.items[0].at")
        .isEqualTo("2026-03-09T00:00:00Z")
        .jsonPath("$.items[0].points")
        .isEqualTo(5);
    read(team, "/sprints/7/issues?fact=carried-over")
        .jsonPath("$.items[0].key")
        .isEqualTo("ROVER-2")
        .jsonPath("$.items[0].timesCarriedOver")
        .isEqualTo(1)
        .jsonPath("$.items[1].key")
        .isEqualTo("ROVER-3")
        .jsonPath("$.items[1].deleted")
        .isEqualTo(true);
    read(team, "/sprints/7/issues?limit=2")
        .jsonPath("$.items[0].facts[0]")
        .isEqualTo("committed")
        .jsonPath("$.items[0].facts[1]")
        .isEqualTo("completed")
        .jsonPath("$.next")
        .isEqualTo("2");
    read(team, "/sprints/7/issues?limit=2&after=2")
        .jsonPath("$.items[0].key")
        .isEqualTo("ROVER-3")
        .jsonPath("$.next")
        .doesNotExist();
  }

  @Test
  void listsSprintsNewestFirstAndTheirVelocityOldestFirst() {
    String team = "listing";
    topics()
        .publish(
            upserted(
                team,
                1,
                sprint(1, SprintPhase.CLOSED, "2026-01-01T00:00:00Z", "2026-01-14T00:00:00Z")),
            upserted(
                team,
                1,
                sprint(2, SprintPhase.CLOSED, "2026-01-14T00:00:00Z", "2026-01-28T00:00:00Z")),
            upserted(
                team, 1, sprint(3, "LANDER", SprintPhase.ACTIVE, "2026-01-28T00:00:00Z", null)),
            upserted(team, 1, sprint(4, SprintPhase.FUTURE, null, null)),
            issue(team, 1, early(1).with(2, null, 1).becomes(DONE, "2026-01-10T00:00:00Z")),
            issue(team, 1, early(2).with(5, null, 2).becomes(DONE, "2026-01-20T00:00:00Z")),
            issue(team, 1, early(3).with(1, null, 3)));
    settled(team, 3);

    JsonNode first = json(team, "/sprints?limit=3");
    assertThat(sprintIds(first)).containsExactly(4L, 3L, 2L);
    JsonNode rest = json(team, "/sprints?limit=3&after=" + first.get("next").asString());
    assertThat(sprintIds(rest)).containsExactly(1L);
    assertThat(rest.has("next")).isFalse();
    read(team, "/sprints?state=active&project=ROVER").jsonPath("$.items[0].sprintId").isEqualTo(3);
    read(team, "/velocity?project=ROVER&sprints=2")
        .jsonPath("$.sprints[0].sprintId")
        .isEqualTo(1)
        .jsonPath("$.sprints[1].completed.points")
        .isEqualTo(5)
        .jsonPath("$.meanCompleted.points")
        .isEqualTo(3.5)
        .jsonPath("$.meanCompleted.issues")
        .isEqualTo(1);
  }

  @Test
  void showsATeamNothingOfAnothers() {
    String team = "secretive";
    topics()
        .publish(
            upserted(team, 1, sprint(7, SprintPhase.CLOSED, START, END)),
            issue(team, 1, issue(1).with(3, null, 7)));
    settled(team, 1);
    for (String path :
        List.of(
            "/sprints/7",
            "/sprints/7/issues?fact=committed",
            "/sprints?project=ROVER",
            "/velocity?project=ROVER",
            "/flow?project=ROVER")) {
      get("curious", path)
          .expectStatus()
          .isNotFound()
          .expectBody()
          .jsonPath("$.type")
          .isEqualTo("urn:issuestream:problem:not-found");
      getAsNobody(path).expectStatus().isUnauthorized();
    }
    read("curious", "/sprints").jsonPath("$.items").isEmpty();
    read("curious", "/flow").jsonPath("$.items").isEmpty();
    read("curious", "/velocity").jsonPath("$.sprints").isEmpty();
    read("curious", "/status").jsonPath("$.issues").isEqualTo(0);
  }

  @Test
  void saysWhatIsWrongWithARequest() {
    for (String path :
        List.of(
            "/sprints?state=open",
            "/sprints?limit=0",
            "/sprints?after=nonsense",
            "/sprints/seven",
            "/sprints/7/issues?fact=finished",
            "/sprints/7/issues?after=x",
            "/velocity?sprints=0")) {
      get("clumsy", path)
          .expectStatus()
          .isBadRequest()
          .expectBody()
          .jsonPath("$.type")
          .isEqualTo("urn:issuestream:problem:invalid-request");
    }
  }

  private static IssueBuilder early(long id) {
    return IssueBuilder.created(id, "2025-12-01T00:00:00Z");
  }

  private static List<Long> sprintIds(JsonNode page) {
    return page.get("items").valueStream().map(item -> item.get("sprintId").asLong()).toList();
  }
}
