package io.issuestream.sync;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.connection.JiraDeployment;
import io.issuestream.edge.testing.EndpointRules;
import io.issuestream.edge.testing.TestTokens;
import io.issuestream.messaging.deadletter.PlantedLetter;
import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sync.testing.SyncScene;
import io.issuestream.sync.testing.Worker;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;

/** Every endpoint of the running service, called as everyone who may and who may not. */
class EndpointRulesIT {

  private static final String TEAM = "ruled";

  @Test
  void letsInWhomTheRulesNameAndNobodyElse() {
    try (SyncScene scene = SyncScene.create("rules")) {
      scene.jira().generate(GenerateOptions.of(20, 3).in(List.of("OWN")));
      try (Worker worker = Worker.start(scene)) {
        scene.connect(TEAM, JiraDeployment.CLOUD);
        scene.track(TEAM, "OWN");
        scene.awaitCompleted(TEAM, "OWN", 1);
        String key = scene.jira().issues("OWN").getFirst().key();

        EndpointRules.of(worker.context())
            .naming("key", key)
            .naming(
                "letterId",
                PlantedLetter.in(scene.stack(), Topic.JIRA_PROJECTS, "sync-worker", TEAM))
            .naming("projectId", scene.projectId("OWN"))
            .showing("\"OWN\"", "\"" + key + "\"")
            .check(TEAM);
        tellsAnSreWhatJiraCountedAndWhatIsHeld(worker);
      }
    }
  }

  /** Here, where a worker with a synced project is at hand. */
  private static void tellsAnSreWhatJiraCountedAndWhatIsHeld(Worker worker) {
    asked(worker, TEAM, "/censuses")
        .jsonPath("$.items.length()")
        .isEqualTo(1)
        .jsonPath("$.items[0].projectKey")
        .isEqualTo("OWN")
        .jsonPath("$.items[0].inJira")
        .isEqualTo(20)
        .jsonPath("$.items[0].visible")
        .isEqualTo(20)
        .jsonPath("$.items[0].unread")
        .isEqualTo(0)
        .jsonPath("$.items[0].changedSince")
        .isEqualTo(false);
    asked(worker, TEAM, "")
        .jsonPath("$.held[?(@.topic == 'jira.issues')].count")
        .isEqualTo(20)
        .jsonPath("$.held[?(@.topic == 'jira.projects')].project")
        .isEqualTo("OWN");
    asked(worker, TEAM, "/entries?kind=jira.issues&limit=7")
        .jsonPath("$.items.length()")
        .isEqualTo(7)
        .jsonPath("$.items[0].revision")
        .isEqualTo(1);
    asked(worker, "strangers", "").jsonPath("$.held.length()").isEqualTo(0);
    asked(worker, "strangers", "/entries?kind=jira.issues")
        .jsonPath("$.items.length()")
        .isEqualTo(0);
    asked(worker, "strangers", "/censuses").jsonPath("$.items.length()").isEqualTo(0);
  }

  private static BodyContentSpec asked(Worker worker, String team, String path) {
    return worker
        .as(team)
        .get()
        .uri("/api/v1/operations/sync-worker/checksums" + path)
        .header("Authorization", "Bearer " + TestTokens.bearer("platform", "sre"))
        .header("X-Issuestream-Team", team)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody();
  }
}
