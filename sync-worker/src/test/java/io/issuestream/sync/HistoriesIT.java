package io.issuestream.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.connection.JiraDeployment;
import io.issuestream.sandbox.JiraSandbox;
import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sync.testing.RandomLife;
import io.issuestream.sync.testing.StoredCopy;
import io.issuestream.sync.testing.SyncScene;
import io.issuestream.sync.testing.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random lives of many projects, synced over and over: once the index has caught up, the next
 * incremental syncs and censuses leave the store and the last records of {@code jira.issues} equal
 * to what is true in Jira. {@code -Dissuestream.histories.seed=} replays a failure, {@code -Pproof
 * -Dissuestream.histories.periods=60} goes on for longer.
 */
class HistoriesIT {

  private static final List<String> PROJECTS =
      List.of("AA", "BB", "CC", "DD", "EE", "FF", "GG", "HH", "II", "JJ", "KK", "LL");
  private static final String ELSEWHERE = "ZZ";
  private static final Duration LAG = Duration.ofMinutes(4);

  /** Where pages drift; Cloud is the long run's. */
  @ParameterizedTest
  @EnumSource(value = JiraDeployment.class, names = "DATA_CENTER")
  void theCopyEqualsJiraAfterEveryHistory(JiraDeployment deployment) {
    live(deployment, Integer.getInteger("issuestream.histories.short", 1));
  }

  @ParameterizedTest
  @EnumSource(JiraDeployment.class)
  @Tag("proof")
  void theCopyEqualsJiraAfterThousandsOfHistories(JiraDeployment deployment) {
    live(deployment, Integer.getInteger("issuestream.histories.periods", 60));
  }

  private static void live(JiraDeployment deployment, int periods) {
    long seed =
        Long.getLong("issuestream.histories.seed", ThreadLocalRandom.current().nextInt(1 << 30));
    System.out.printf(
        "%s, %d periods: -Dissuestream.histories.seed=%d%n", deployment, periods, seed);
    try (SyncScene scene = SyncScene.create("histories");
        Worker worker =
            Worker.start(
                scene,
                "issuestream.sync.page-size=4",
                "issuestream.sync.census.sweep-every=0s",
                "issuestream.sync.run-backoff=50ms")) {
      assertThat(worker.context().getId()).isNotNull();
      JiraSandbox jira = scene.jira();
      // Through the end of summer time in the account's zone, where an hour comes twice; every
      // other seed through its beginning, where one is missing.
      jira.clock()
          .set(Instant.parse(seed % 2 == 0 ? "2026-11-01T04:30:00Z" : "2026-03-08T05:30:00Z"));
      jira.generate(
          GenerateOptions.of(PROJECTS.size() * 8, seed)
              .in(PROJECTS)
              .endingAt(jira.clock().instant().minusSeconds(3600)));
      jira.createProject(ELSEWHERE, "Elsewhere");
      // The harder case on both surfaces: changes within a second have the same time.
      jira.wholeSeconds(true);
      jira.indexLag(LAG, seed);
      String team = "histories";
      scene.connect(team, deployment);
      StoredCopy copy = new StoredCopy(scene, team);
      PROJECTS.forEach(project -> scene.track(team, project));
      copy.awaitRuns(PROJECTS.size());
      var life = new RandomLife(jira, PROJECTS, ELSEWHERE, seed);
      for (int period = 1; period <= periods; period++) {
        for (int round = 0; round < 3; round++) {
          life.someChanges(30);
          copy.sync(PROJECTS.size(), () -> life.someChanges(life.often(3) ? 6 : 0));
          copy.checkNothingWentBack(life, "seed " + seed + ", period " + period);
        }
        // What left a project is read by id while the index knows half of what happened; then the
        // project it came to finds it by that index.
        Set<String> left = life.movesWithinAMoment(8);
        jira.clock().advance(LAG.dividedBy(2));
        left.forEach(copy::sync);
        copy.sync(PROJECTS.size(), () -> {});
        copy.checkNothingWentBack(life, "seed " + seed + ", period " + period);
        // What was gone is gone only after it was missed twice.
        jira.clock().advance(LAG.plusSeconds(1));
        for (int again = 0; again < 3; again++) {
          jira.clock().advance(Duration.ofSeconds(5));
          copy.sync(PROJECTS.size(), () -> {});
        }
        copy.checkEquals(life, "seed " + seed + ", period " + period);
      }
      System.out.printf(
          "%s: %d histories, %s; %s%n",
          deployment, periods * PROJECTS.size(), life.told(), copy.told());
    }
  }
}
