package io.issuestream.metrics;

import static io.issuestream.metrics.SprintBuilder.sprint;
import static io.issuestream.metrics.SprintBuilder.upserted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.issue.IssueUpserted;
import io.issuestream.contracts.issue.StatusCategory;
import io.issuestream.contracts.metrics.SprintMetricsUpdated;
import io.issuestream.contracts.sprint.SprintPhase;
import io.issuestream.edge.testing.TestTokens;
import io.issuestream.embedded.testing.TestStack;
import io.issuestream.metrics.history.IssueBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Two replicas on one database, one of which goes away. */
class ReplicasIT {

  private static final int SPRINTS = 40;
  private static final int ROUNDS = 10;

  @Test
  void shareTheWorkAndPublishEveryRevisionInOrder() {
    TestStack stack = TestStack.create("replicas");
    try (ConfigurableApplicationContext one = start(stack);
        var topics = new EventTopics(stack)) {
      try (ConfigurableApplicationContext other = start(stack)) {
        assertThat(other.isRunning() && one.isRunning()).isTrue();
        for (long id = 1; id <= SPRINTS; id++) {
          topics.publish(
              upserted(
                  "two",
                  1,
                  sprint(id, SprintPhase.CLOSED, "2026-03-02T08:00:00Z", "2026-03-16T09:00:00Z")));
        }
        for (int round = 1; round <= ROUNDS / 2; round++) {
          topics.publish(round(round));
        }
      }
      for (int round = ROUNDS / 2 + 1; round <= ROUNDS; round++) {
        topics.publish(round(round));
      }
      await()
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(() -> assertThat(completed(topics)).hasSize(SPRINTS).containsOnly(3L));
      assertRevisionsRise(topics);
    }
  }

  /** Three issues a sprint, done in the last round only. */
  private static List<IssueUpserted> round(int round) {
    var events = new ArrayList<IssueUpserted>();
    for (long id = 1; id <= 3L * SPRINTS; id++) {
      IssueBuilder issue =
          IssueBuilder.created(id, "2026-02-01T00:00:00Z").with(round, null, 1 + id % SPRINTS);
      if (round == ROUNDS) {
        issue.becomes(StatusCategory.DONE, "2026-03-05T00:00:00Z");
      }
      events.add(new IssueUpserted("two", round, issue.state()));
    }
    return events;
  }

  private static List<Long> completed(EventTopics topics) {
    var latest = new HashMap<Long, SprintMetricsUpdated>();
    for (SprintMetricsUpdated event :
        topics.read(Topic.METRICS_SPRINTS, SprintMetricsUpdated.class)) {
      latest.put(event.metrics().sprintId(), event);
    }
    return latest.values().stream().map(event -> event.metrics().completed().issues()).toList();
  }

  private static void assertRevisionsRise(EventTopics topics) {
    var last = new HashMap<Long, Long>();
    for (SprintMetricsUpdated event :
        topics.read(Topic.METRICS_SPRINTS, SprintMetricsUpdated.class)) {
      long before = last.getOrDefault(event.metrics().sprintId(), 0L);
      // The relay publishes at least once, so a revision may come twice, but none goes back.
      assertThat(event.revision()).isGreaterThanOrEqualTo(before);
      last.put(event.metrics().sprintId(), event.revision());
    }
  }

  private static ConfigurableApplicationContext start(TestStack stack) {
    Map<String, Object> properties = new HashMap<>();
    stack.handTo((name, value) -> properties.put(name, value.get()));
    TestTokens.register((name, value) -> properties.put(name, value.get()));
    properties.put("server.port", 0);
    String[] arguments =
        properties.entrySet().stream()
            .map(property -> "--" + property.getKey() + "=" + property.getValue())
            .toArray(String[]::new);
    return new SpringApplicationBuilder(MetricsApplication.class).run(arguments);
  }
}
