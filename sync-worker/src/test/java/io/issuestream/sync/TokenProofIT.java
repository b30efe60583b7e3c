package io.issuestream.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.sync.SyncFailed;
import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sandbox.oauth.GrantView;
import io.issuestream.sandbox.oauth.OAuthFaults;
import io.issuestream.sandbox.oauth.OAuthSettings;
import io.issuestream.sync.testing.IntegrationReplicas;
import io.issuestream.sync.testing.SyncScene;
import io.issuestream.sync.testing.Worker;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two workers and two integration-service processes, tokens that live 20 seconds, syncs without
 * end: {@code -Pproof -Dissuestream.proof.tokens=PT10M}.
 */
@Tag("proof")
class TokenProofIT {

  private static final Duration LENGTH =
      Duration.parse(System.getProperty("issuestream.proof.tokens", "PT10M"));
  private static final Duration LIFE = Duration.ofSeconds(20);
  private static final Duration AHEAD = Duration.ofSeconds(5);
  private static final String TEAM = "proof";

  @Test
  void notOneRunFailsWhileTokensComeAndGo() throws SQLException {
    try (SyncScene scene = SyncScene.create("proof")) {
      scene.jira().generate(GenerateOptions.of(400, 5).in(List.of("PAY")));
      scene.jira().oauth().settings(OAuthSettings.ATLASSIAN.withAccessTokenLife(LIFE));
      try (IntegrationReplicas integration = IntegrationReplicas.start(scene, 2, AHEAD);
          Worker one = Worker.start(scene, "issuestream.sync.page-size=20");
          Worker other = Worker.start(scene, "issuestream.sync.page-size=20")) {
        integration.connect(TEAM);
        Instant start = Instant.now();
        integration.track(TEAM, "PAY");
        boolean crashed = false;
        var runs = new LinkedHashSet<String>();
        while (Duration.between(start, Instant.now()).compareTo(LENGTH) < 0) {
          runs.add(awaitAnother(scene, runs));
          if (!crashed
              && Duration.between(start, Instant.now()).compareTo(LENGTH.dividedBy(2)) > 0) {
            scene.jira().oauth().faults(OAuthFaults.dropping(1));
            crashed = true;
          }
          scene.request(TEAM, "PAY", true);
        }
        runs.add(awaitAnother(scene, runs));
        GrantView grant = scene.jira().oauth().grants().getLast();
        long seconds = Duration.between(start, Instant.now()).toSeconds();
        System.out.printf(
            "%d s, %d runs, %d refreshes, %d reuses in the leeway, %d refused%n",
            seconds, runs.size(), grant.refreshes(), grant.reusesInLeeway(), grant.reusesRefused());
        assertThat(scene.progress(TEAM)).noneMatch(SyncFailed.class::isInstance);
        // The topic keeps the latest state of a project; the table keeps every run.
        assertThat(attempts(scene)).containsOnlyKeys("COMPLETED/1");
        assertThat(grant.refreshes())
            .isLessThanOrEqualTo((int) (seconds / LIFE.minus(AHEAD).toSeconds()) + 2);
        assertThat(grant.reusesInLeeway()).as("after the planted crash").isEqualTo(1);
        assertThat(grant.reusesRefused()).isZero();
        assertThat(grant.alive()).isTrue();
        assertThat(one).isNotSameAs(other);
      }
    }
  }

  /** Waits until a run that is not among these has completed; its id. */
  private static String awaitAnother(SyncScene scene, Set<String> known) {
    return scene
        .awaitCompleted(TEAM, "PAY", run -> !known.contains(run.runId()))
        .progress()
        .runId();
  }

  /** How many runs ended in which stage at which attempt. */
  private static Map<String, Long> attempts(SyncScene scene) throws SQLException {
    var database = scene.stack().database();
    Map<String, Long> counts = new TreeMap<>();
    try (var connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.username(), database.password());
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select stage || '/' || attempt, count(*) from sync_run group by 1")) {
      while (rows.next()) {
        counts.put(rows.getString(1), rows.getLong(2));
      }
    }
    return counts;
  }
}
