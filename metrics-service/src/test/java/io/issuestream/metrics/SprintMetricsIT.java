package io.issuestream.metrics;

import static io.issuestream.contracts.issue.StatusCategory.DONE;
import static io.issuestream.metrics.SprintBuilder.sprint;
import static io.issuestream.metrics.SprintBuilder.upserted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.match.MatchEvidence;
import io.issuestream.contracts.match.MatchOutcome;
import io.issuestream.contracts.match.UserMatchState;
import io.issuestream.contracts.match.UserMatched;
import io.issuestream.contracts.metrics.SprintMetrics;
import io.issuestream.contracts.metrics.SprintMetricsUpdated;
import io.issuestream.contracts.sprint.SprintPhase;
import io.issuestream.messaging.EventHeaders;
import io.issuestream.metrics.history.IssueBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From issues and sprints on their topics to figures on theirs. */
class SprintMetricsIT extends RunningMetricsService {

  @Test
  void turnsIssuesIntoASprintsFigures() {
    String team = "figures";
    topics()
        .publish(
            upserted(team, 1, sprint(7, SprintPhase.CLOSED, START, END)),
            issue(team, 1, issue(1).with(3, "p-ann", 7).becomes(DONE, "2026-03-05T00:00:00Z")),
            issue(team, 1, issue(2).with(5, "p-bob", 7)),
            issue(team, 1, issue(3).with(2, null).enters(7, "2026-03-09T00:00:00Z")),
            new UserMatched(
                team,
                1,
                new UserMatchState(
                    "p-ann", "m-1", MatchOutcome.MATCHED, MatchEvidence.EMAIL, false)));
    settled(team, 3);

    read(team, "/sprints/7")
        .jsonPath("$.name")
        .isEqualTo("Sprint 7")
        .jsonPath("$.state")
        .isEqualTo("closed")
        .jsonPath("$.asOf")
        .isEqualTo(END)
        .jsonPath("$.committed.issues")
        .isEqualTo(2)
        .jsonPath("$.committed.points")
        .isEqualTo(8)
        .jsonPath("$.added.points")
        .isEqualTo(2)
        .jsonPath("$.completed.points")
        .isEqualTo(3)
        .jsonPath("$.carriedOver.issues")
        .isEqualTo(2)
        .jsonPath("$.planningAccuracy")
        .isEqualTo(0.5)
        .jsonPath("$.confidence.basis")
        .isEqualTo("changelog")
        .jsonPath("$.members[0].personId")
        .isEqualTo("p-ann")
        .jsonPath("$.memberIds['p-ann']")
        .isEqualTo("m-1");
    SprintMetricsUpdated published = published(team, 7).getLast();
    assertThat(published.metrics().committed().issues()).isEqualTo(2);
    assertThat(published.metrics().projectKey()).isEqualTo("ROVER");
    topics().records(Topic.METRICS_SPRINTS).stream()
        .filter(record -> record.key().equals(team + "/7"))
        .forEach(record -> {
          assertThat(EventTopics.header(record, EventHeaders.TYPE))
              .isEqualTo("io.issuestream.metrics.sprint.updated.v1");
          assertThat(EventTopics.header(record, EventHeaders.TEAM)).isEqualTo(team);
        });
  }

  @Test
  void keepsTheNewerVersionWhenEventsArriveOutOfOrderAndTwice() {
    String team = "disorder";
    var done = issue(team, 3, issue(1).with(3, null, 7).becomes(DONE, "2026-03-05T00:00:00Z"));
    var open = issue(team, 2, issue(1).with(13, null, 7));
    topics().publish(done, open, done);
    topics()
        .publish(
            upserted(team, 2, sprint(7, SprintPhase.CLOSED, START, END)),
            upserted(team, 1, sprint(7, SprintPhase.ACTIVE, START, END)));
    settled(team, 1);
    topics().publish(done, open, upserted(team, 1, sprint(7, SprintPhase.ACTIVE, START, END)));
    // Something later on every topic tells that what came before has been read.
    passed(team);

    SprintMetrics metrics = published(team, 7).getLast().metrics();
    assertThat(metrics.state()).isEqualTo(SprintPhase.CLOSED);
    assertThat(metrics.completed().points()).isEqualByComparingTo("3");
    assertThat(metrics.carriedOver().issues()).isZero();
  }

  @Test
  void publishesNothingWhereNoFigureChanged() {
    String team = "unchanged";
    var issue = issue(1).with(3, null, 7).becomes(DONE, "2026-03-05T00:00:00Z");
    topics()
        .publish(
            upserted(team, 1, sprint(7, SprintPhase.CLOSED, START, END)), issue(team, 1, issue));
    settled(team, 1);
    List<SprintMetricsUpdated> before = published(team, 7);
    assertThat(before.getLast().metrics().completed().issues()).isEqualTo(1);

    topics()
        .publish(issue(team, 2, issue.assigned("p-ann", Instant.parse("2026-04-01T00:00:00Z"))));
    passed(team);
    assertThat(published(team, 7)).isEqualTo(before);

    topics().publish(issue(team, 3, issue.leaves(7, "2026-03-10T00:00:00Z")));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          SprintMetricsUpdated last = published(team, 7).getLast();
          assertThat(last.metrics().removed().issues()).isEqualTo(1);
          assertThat(last.revision()).isEqualTo(before.getLast().revision() + 1);
        });
  }

  @Test
  void keepsUpWithOneEditAfterAnother() {
    String team = "stream";
    topics().publish(upserted(team, 1, sprint(7, SprintPhase.CLOSED, START, END)));
    for (int points = 1; points <= 6; points++) {
      topics().publish(issue(team, points, issue(1).with(points, null, 7)));
      BigDecimal expected = BigDecimal.valueOf(points);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> {
            List<SprintMetricsUpdated> events = published(team, 7);
            assertThat(events).isNotEmpty();
            assertThat(events.getLast().metrics().committed().points()).isEqualTo(expected);
          });
    }
  }

  @Test
  void takesAnIssueWithAVeryLongPast() {
    String team = "patient";
    IssueBuilder issue = issue(1).with(1, null, 7);
    Instant start = Instant.parse(START);
    for (int change = 1; change <= 2000; change++) {
      issue.estimated(change % 13, start.plusSeconds(change));
    }
    topics()
        .publish(
            upserted(team, 1, sprint(7, SprintPhase.CLOSED, START, END)), issue(team, 1, issue));
    settled(team, 1);
    assertThat(published(team, 7).getLast().metrics().reestimated().issues()).isEqualTo(1);
  }

  @Test
  void takesAnIssueOutOfTheSprintsItNoLongerTouches() {
    String team = "left";
    topics()
        .publish(
            upserted(team, 1, sprint(7, SprintPhase.CLOSED, START, END)),
            issue(team, 1, issue(1).with(3, null, 7).withoutChangelog()));
    settled(team, 1);
    assertThat(published(team, 7).getLast().metrics().committed().issues()).isEqualTo(1);

    topics().publish(issue(team, 2, issue(1).with(3, null, 8).withoutChangelog()));
    await()
        .atMost(PATIENCE)
        .until(() -> published(team, 7).getLast().metrics().committed().issues() == 0);
  }

  /** Publishes a further issue under every key's partition order and waits for its effect. */
  private void passed(String team) {
    for (long id = 1001; id <= 1040; id++) {
      topics().publish(issue(team, 1, issue(id).in("MARKER").with(1, null, 900 + id)));
      topics().publish(upserted(team, 1, sprint(900 + id, SprintPhase.CLOSED, START, END)));
    }
    settled(team, 41);
  }
}
