package io.issuestream.metrics;

import static io.issuestream.metrics.SprintBuilder.sprint;
import static io.issuestream.metrics.SprintBuilder.upserted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.issue.IssueUpserted;
import io.issuestream.contracts.issue.StatusCategory;
import io.issuestream.contracts.sprint.SprintPhase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What the service tells of itself to probes and to Prometheus. */
class WatchedIT extends RunningMetricsService {

  @Autowired private WebTestClient web;
  @Autowired private MeterRegistry meters;

  @Test
  void tellsStrangersItsStatusAndNothingElse() {
    for (String probe : new String[] {"/liveness", "/readiness"}) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(told("/actuator/health" + probe)).isEqualTo("{\"status\":\"UP\"}"));
    }
    assertThat(told("/actuator/health"))
        .contains("\"status\":\"UP\"")
        .doesNotContain("components", "details", "database", "consumers");
    web.get().uri("/actuator/health/database").exchange().expectStatus().isNotFound();
  }

  @Test
  void measuresHowFreshFiguresAreByChangesOnlyNotByFirstSyncsNorReplays() {
    String team = "fresh";
    Instant updated = Instant.now().minusSeconds(90);
    var first = new IssueUpserted(team, 1, issue(1).with(3, null, 7).state());
    var changed =
        new IssueUpserted(
            team,
            2,
            issue(1).with(3, null, 7).becomes(StatusCategory.DONE, updated.toString()).state());
    topics().publish(upserted(team, 1, sprint(7, SprintPhase.ACTIVE, START, END)), first);
    settled(team, 1);
    assertThat(measured("metrics.flow")).isZero();

    topics().publish(changed);
    await().atMost(PATIENCE).until(() -> measured("metrics.flow") == 1);
    await().atMost(PATIENCE).until(() -> measured("metrics.sprints") == 1);
    Timer flow = meters.get("issuestream.freshness").tag("topic", "metrics.flow").timer();
    assertThat(flow.max(TimeUnit.SECONDS)).isBetween(90.0, 90.0 + PATIENCE.toSeconds());

    topics().publish(first, changed, new IssueUpserted(team, 3, changed.issue()));
    settled(team, 1);
    passed(team);
    assertThat(measured("metrics.flow")).isEqualTo(1);
    assertThat(measured("metrics.sprints")).isEqualTo(1);
  }

  /** What comes behind on the same partition tells that what was before has been read. */
  private void passed(String team) {
    topics()
        .publish(
            issue(team, 1, issue(1000).with(1, null, 7)),
            issue(team, 1, issue(1001).with(1, null, 7)));
    settled(team, 3);
  }

  private long measured(String topic) {
    Timer timer = meters.find("issuestream.freshness").tag("topic", topic).timer();
    return timer == null ? 0 : timer.count();
  }

  private String told(String path) {
    byte[] body = web.get().uri(path).exchange().expectBody().returnResult().getResponseBody();
    return body == null ? "" : new String(body, java.nio.charset.StandardCharsets.UTF_8);
  }
}
