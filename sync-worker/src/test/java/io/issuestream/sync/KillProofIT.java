package io.issuestream.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.connection.JiraDeployment;
import io.issuestream.contracts.sync.SyncProgress;
import io.issuestream.sandbox.IssueTruth;
import io.issuestream.sandbox.admin.Faults;
import io.issuestream.sandbox.admin.RequestLog;
import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sync.testing.StoredCopy;
import io.issuestream.sync.testing.SyncScene;
import io.issuestream.sync.testing.WorkerProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A first sync whose worker is killed twenty times, at random pages. */
@Tag("proof")
class KillProofIT {

  private static final int KILLS = 20;
  private static final int ISSUES = 16_000;
  private static final int PAGE = 20;
  private static final int PAGE_MILLIS = 300;

  @Test
  void repeatsAtMostOnePageForEachKillAndEndsExact() {
    long seed = Long.getLong("issuestream.kill.seed", System.nanoTime() % 100_000);
    System.out.println("-Dissuestream.kill.seed=" + seed);
    Random random = new Random(seed);
    try (SyncScene scene = SyncScene.create("kills")) {
      scene.jira().generate(GenerateOptions.of(ISSUES, 3).in(List.of("PAY")));
      scene.jira().faults(Faults.latency(Duration.ofMillis(PAGE_MILLIS)));
      String team = "kills";
      StoredCopy copy = new StoredCopy(scene, team);
      scene.connect(team, JiraDeployment.CLOUD);
      scene.track(team, "PAY");
      for (int kill = 0; kill < KILLS; kill++) {
        long before = pages(scene).size();
        int wanted = 5 + random.nextInt(30);
        try (WorkerProcess worker = start(scene)) {
          await()
              .atMost(Duration.ofMinutes(2))
              .pollInterval(Duration.ofMillis(10))
              .until(() -> pages(scene).size() >= before + wanted);
          // At any moment of a page, not only when one has just come and is not stored yet.
          Duration moment = Duration.ofMillis(1 + random.nextInt(PAGE_MILLIS));
          await().pollDelay(moment).until(() -> true);
          worker.kill();
        }
        assertThat(copy.unfinishedRuns()).as("the run goes on after kill " + kill).isEqualTo(1);
      }
      scene.jira().faults(Faults.NONE);
      try (WorkerProcess worker = start(scene)) {
        SyncProgress done = scene.awaitCompleted(team, "PAY", 1).progress();
        assertThat(worker.pid()).isPositive();
        assertThat(done.created()).isEqualTo(ISSUES);
        assertThat(done.fetched()).isEqualTo(ISSUES);
      }
      Map<String, Long> times =
          pages(scene).stream()
              .collect(Collectors.groupingBy(RequestLog.Entry::page, Collectors.counting()));
      long repeated = times.values().stream().mapToLong(count -> count - 1).sum();
      System.out.printf(
          "%d kills, %d pages fetched, %d of them more than once%n",
          KILLS, pages(scene).size(), repeated);
      assertThat(repeated).isLessThanOrEqualTo(KILLS);
      assertThat(scene.issueEvents(team).stream().map(event -> event.issue().id()).distinct())
          .containsExactlyInAnyOrderElementsOf(
              scene.jira().issues("PAY").stream().map(IssueTruth::id).toList());
      assertThat(scene.issueEvents(team)).allMatch(event -> event.revision() == 1);
    }
  }

  private static WorkerProcess start(SyncScene scene) {
    return WorkerProcess.start(
        scene,
        384,
        "issuestream.sync.page-size=" + PAGE,
        "issuestream.sync.lease=1s",
        "issuestream.sync.jira.rate-limit-per-second=20");
  }

  /** Pages of issues that were answered whole. */
  private static List<RequestLog.Entry> pages(SyncScene scene) {
    return scene.jira().requests().stream()
        .filter(request -> request.path().endsWith("/search/jql"))
        .filter(request -> request.query().contains("ORDER BY id ASC"))
        .filter(request -> request.status() == 200 && request.whole())
        .filter(request -> request.bytes() > 5_000)
        .toList();
  }
}
