package io.issuestream.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.sync.SyncCompleted;
import io.issuestream.contracts.sync.SyncFailed;
import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sandbox.oauth.GrantView;
import io.issuestream.sandbox.oauth.OAuthFaults;
import io.issuestream.sandbox.oauth.OAuthSettings;
import io.issuestream.sync.testing.IntegrationReplicas;
import io.issuestream.sync.testing.SyncScene;
import io.issuestream.sync.testing.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
  void notOneRunFailsWhileTokensComeAndGo() {
    try (SyncScene scene = SyncScene.create("proof")) {
      scene.jira().generate(GenerateOptions.of(400, 5).in(List.of("PAY")));
      scene.jira().oauth().settings(OAuthSettings.ATLASSIAN.withAccessTokenLife(LIFE));
      try (IntegrationReplicas integration = IntegrationReplicas.start(scene, 2, AHEAD);
          Worker one = Worker.start(scene, "issuestream.sync.page-size=20");
          Worker other = Worker.start(scene, "issuestream.sync.page-size=20")) {
        integration.connect(TEAM);
        integration.track(TEAM, "PAY");
        Instant start = Instant.now();
        boolean crashed = false;
        int runs = 0;
        while (Duration.between(start, Instant.now()).compareTo(LENGTH) < 0) {
          runs++;
          int sofar = runs;
          await()
              .atMost(Duration.ofMinutes(2))
              .pollInterval(Duration.ofMillis(200))
              .until(() -> completed(scene) >= sofar);
          if (!crashed
              && Duration.between(start, Instant.now()).compareTo(LENGTH.dividedBy(2)) > 0) {
            scene.jira().oauth().faults(OAuthFaults.dropping(1));
            crashed = true;
          }
          scene.request(TEAM, "PAY", true);
        }
        GrantView grant = scene.jira().oauth().grants().getLast();
        long seconds = Duration.between(start, Instant.now()).toSeconds();
        System.out.printf(
            "%d s, %d runs, %d refreshes, %d reuses in the leeway, %d refused%n",
            seconds, runs, grant.refreshes(), grant.reusesInLeeway(), grant.reusesRefused());
        assertThat(scene.progress(TEAM)).noneMatch(SyncFailed.class::isInstance);
        assertThat(grant.refreshes())
            .isLessThanOrEqualTo((int) (seconds / LIFE.minus(AHEAD).toSeconds()) + 2);
        assertThat(grant.reusesInLeeway()).as("after the planted crash").isEqualTo(1);
        assertThat(grant.reusesRefused()).isZero();
        assertThat(grant.alive()).isTrue();
        assertThat(one).isNotSameAs(other);
      }
    }
  }

  private static long completed(SyncScene scene) {
    return scene.progress(TEAM).stream().filter(SyncCompleted.class::isInstance).count();
  }
}
