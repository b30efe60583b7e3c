package io.issuestream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.issuestream.contracts.Event;
import io.issuestream.contracts.issue.IssueUpserted;
import io.issuestream.contracts.issue.StatusCategory;
import io.issuestream.contracts.sprint.SprintPhase;
import io.issuestream.metrics.history.IssueBuilder;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What 50,000 issues of one project in 625 sprints cost, in order and shuffled. */
@Tag("proof")
class ScaleIT extends RunningMetricsService {

  private static final int ISSUES = 50_000;
  private static final int A_SPRINT = 80;
  private static final Instant EPOCH = Instant.parse("2020-01-06T08:00:00Z");
  private static final Duration LENGTH = Duration.ofDays(3);

  @Test
  void keepsUp() {
    EventTopics topics = topics();
    measure(topics, "warm-up", 10_000, false);
    measure(topics, "ordered", ISSUES, false);
    measure(topics, "shuffled", ISSUES, true);
  }

  private void measure(EventTopics topics, String team, int count, boolean shuffled) {
    List<Event> events = new ArrayList<>(sprints(team, count / A_SPRINT));
    List<Event> issues = issues(team, count);
    if (shuffled) {
      Collections.shuffle(issues, new Random(5));
    }
    events.addAll(issues);
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    long begin = System.nanoTime();
    topics.publish(events);
    long published = System.nanoTime();
    settled(team, count);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    System.out.printf(
        "%s: %d issues published in %d ms, figures after %d ms, CPU of publisher and service"
            + " %.3f ms an issue, heap in use %d MB%n",
        team,
        count,
        Duration.ofNanos(published - begin).toMillis(),
        took.toMillis(),
        (system.getProcessCpuTime() - cpu) / 1e6 / count,
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20);
    assertThat(took).isLessThan(Duration.ofMinutes(2));
  }

  private static List<Event> sprints(String team, int count) {
    var sprints = new ArrayList<Event>();
    for (long id = 1; id <= count; id++) {
      String start = EPOCH.plus(LENGTH.multipliedBy(id)).toString();
      String end = EPOCH.plus(LENGTH.multipliedBy(id + 1)).toString();
      sprints.add(
          SprintBuilder.upserted(
              team, 1, SprintBuilder.sprint(id, SprintPhase.CLOSED, start, end)));
    }
    return sprints;
  }

  /** Ten changes each; every tenth issue is carried over into the next sprint. */
  private static List<Event> issues(String team, int count) {
    var issues = new ArrayList<Event>();
    for (long id = 1; id <= count; id++) {
      long sprint = 1 + (id - 1) / A_SPRINT;
      Instant start = EPOCH.plus(LENGTH.multipliedBy(sprint));
      boolean carried = id % 10 == 0;
      Instant done = start.plus(carried ? LENGTH.plusHours(id % 40) : Duration.ofHours(id % 70));
      IssueBuilder issue =
          IssueBuilder.created(id, start.minus(LENGTH.multipliedBy(3)))
              .with((int) (id % 8), null)
              .enters(sprint, start.plusSeconds(id % 7200 - 3600))
              .assigned("p-" + id % 17, start.minusSeconds(900))
              .estimated((int) (id % 5 + 1), start.plusSeconds(7200))
              .becomes(StatusCategory.IN_PROGRESS, start.plusSeconds(600))
              .becomes(StatusCategory.TODO, start.plusSeconds(700))
              .becomes(StatusCategory.IN_PROGRESS, start.plusSeconds(800))
              .assigned("p-" + id % 13, start.plusSeconds(850))
              .becomes(StatusCategory.IN_PROGRESS, start.plusSeconds(900))
              .becomes(StatusCategory.DONE, done.isAfter(start) ? done : start.plusSeconds(1000));
      if (carried) {
        issue.enters(sprint + 1, start.plus(LENGTH).plusSeconds(5));
      }
      issues.add(new IssueUpserted(team, 1, issue.state()));
    }
    return issues;
  }
}
