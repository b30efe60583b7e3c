package io.issuestream.metrics;

import static io.issuestream.contracts.issue.StatusCategory.DONE;
import static io.issuestream.contracts.issue.StatusCategory.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.issue.IssueMoved;
import io.issuestream.contracts.metrics.FlowMetricsUpdated;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From issues on their topic to flow figures on theirs. */
class FlowMetricsIT extends RunningMetricsService {

  @Test
  void worksOutFlowAndFollowsAnIssueIntoAnotherProject() {
    String team = "flowing";
    topics()
        .publish(
            issue(
                team,
                1,
                issue(1)
                    .with(3, null)
                    .becomes(IN_PROGRESS, "2026-02-02T00:00:00Z")
                    .becomes(DONE, "2026-02-03T00:00:00Z")),
            issue(team, 1, issue(2).with(5, null).becomes(IN_PROGRESS, "2026-02-09T00:00:00Z")),
            issue(team, 1, issue(3).in("LANDER")));
    settled(team, 3);

    read(team, "/flow?project=ROVER")
        .jsonPath("$.items[0].issues")
        .isEqualTo(2)
        .jsonPath("$.items[0].cycleTime.p50")
        .isEqualTo(24)
        .jsonPath("$.items[0].leadTime.count")
        .isEqualTo(1)
        .jsonPath("$.items[0].throughput[0].weekStart")
        .isEqualTo("2026-02-02")
        .jsonPath("$.items[0].throughput[0].done.points")
        .isEqualTo(3)
        .jsonPath("$.items[0].throughput[1].done.issues")
        .isEqualTo(0)
        .jsonPath("$.items[0].wip.points")
        .isEqualTo(5)
        .jsonPath("$.items[0].asOf")
        .isEqualTo("2026-02-09T00:00:00Z");
    read(team, "/flow").jsonPath("$.items.length()").isEqualTo(2);

    topics().publish(new IssueMoved(team, 2, issue(3).in("ROVER").state()));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(flow(team, "LANDER").getLast().metrics().issues()).isZero();
          assertThat(flow(team, "ROVER").getLast().metrics().issues()).isEqualTo(3);
        });
  }

  private static List<FlowMetricsUpdated> flow(String team, String project) {
    return topics().read(Topic.METRICS_FLOW, FlowMetricsUpdated.class).stream()
        .filter(event -> event.teamId().equals(team))
        .filter(event -> event.metrics().projectKey().equals(project))
        .toList();
  }
}
