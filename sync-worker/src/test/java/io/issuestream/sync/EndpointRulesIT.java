package io.issuestream.sync;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.connection.JiraDeployment;
import io.issuestream.edge.testing.EndpointRules;
import io.issuestream.messaging.deadletter.PlantedLetter;
import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sync.testing.SyncScene;
import io.issuestream.sync.testing.Worker;
import java.util.List;
import org.junit.jupiter.api.Test;

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
      }
    }
  }
}
