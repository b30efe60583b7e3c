package io.issuestream.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.connection.AccessTokenRequested;
import io.issuestream.contracts.connection.JiraDeployment;
import io.issuestream.contracts.sync.SyncFailed;
import io.issuestream.contracts.sync.SyncProgress;
import io.issuestream.sandbox.admin.Faults;
import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sync.testing.OAuthGrant;
import io.issuestream.sync.testing.SyncScene;
import io.issuestream.sync.testing.Worker;
import io.issuestream.tenancy.TeamScope;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

/** Access tokens that end while a worker reads. */
class LiveTokenIT {

  private static final int ISSUES = 600;
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static SyncScene scene;

  @BeforeAll
  static void start() {
    scene = SyncScene.create("tokens");
    scene.jira().generate(GenerateOptions.of(ISSUES, 11).in(List.of("PAY")));
  }

  @AfterAll
  static void stop() {
    scene.close();
  }

  @AfterEach
  void heal() {
    scene.jira().faults(Faults.NONE);
  }

  @Test
  void asksForANewTokenWhenItsOwnIsRefusedAndGoesOn() {
    scene.jira().faults(Faults.latency(Duration.ofMillis(100)));
    try (Worker worker = Worker.start(scene, "issuestream.sync.page-size=25")) {
      OAuthGrant grant = OAuthGrant.connect(scene, "ended");
      scene.track("ended", "PAY");
      await().atMost(LIMIT).until(() -> stored(worker, "ended"), count -> count >= 75);
      scene.jira().oauth().expireAccessTokens(grant.id());
      await().atMost(LIMIT).until(() -> !asked("ended").isEmpty());
      assertThat(asked("ended").getFirst().staleVersion()).isEqualTo(1);
      long before = stored(worker, "ended");
      grant.refresh();
      grant.publishToken();
      SyncProgress done = scene.awaitCompleted("ended", "PAY", 1).progress();
      assertThat(before).isLessThan(ISSUES);
      assertThat(done.created()).isEqualTo(ISSUES);
      assertThat(done.attempt()).isEqualTo(1);
      assertNoFailure("ended");
      assertThat(asked("ended")).as("once, however many requests met it").hasSizeLessThan(3);
    }
  }

  @Test
  @Tag("proof")
  void takesUpANewTokenWithoutBeingRefused() {
    scene.jira().faults(Faults.latency(Duration.ofMillis(100)));
    try (Worker worker = Worker.start(scene, "issuestream.sync.page-size=25")) {
      OAuthGrant grant = OAuthGrant.connect(scene, "renewed");
      scene.track("renewed", "PAY");
      for (int stop = 50; stop <= 250; stop += 100) {
        int least = stop;
        await().atMost(LIMIT).until(() -> stored(worker, "renewed"), count -> count >= least);
        grant.refresh();
        grant.publishToken();
      }
      scene.awaitCompleted("renewed", "PAY", 1);
      assertNoFailure("renewed");
      assertThat(asked("renewed")).isEmpty();
    }
  }

  @Test
  void waitsWithoutFailingWhileNoTokenCanBeHad() {
    try (Worker worker =
        Worker.start(
            scene,
            "issuestream.jira.token-patience=300ms",
            "issuestream.sync.run-backoff=500ms",
            "issuestream.sync.run-retries=0")) {
      OAuthGrant grant = OAuthGrant.connect(scene, "away");
      scene.jira().oauth().expireAccessTokens(grant.id());
      scene.track("away", "PAY");
      await().atMost(LIMIT).until(() -> postponed(worker, "away") >= 1);
      assertNoFailure("away");
      grant.refresh();
      grant.publishToken();
      assertThat(scene.awaitCompleted("away", "PAY", 1).progress().attempt()).isEqualTo(1);
      assertNoFailure("away");
    }
  }

  @Test
  void pausesTheTeamWhoseGrantIsDeadAndNobodyElse() {
    try (Worker worker = Worker.start(scene, "issuestream.sync.page-size=25")) {
      scene.jira().faults(Faults.latency(Duration.ofMillis(100)));
      OAuthGrant grant = OAuthGrant.connect(scene, "dead");
      scene.connect("alive", JiraDeployment.CLOUD);
      scene.track("dead", "PAY");
      await().atMost(LIMIT).until(() -> stored(worker, "dead"), count -> count >= 50);
      scene.track("alive", "PAY");
      grant.announceDead("Atlassian no longer accepts it. Reconnect Jira.");
      await().atMost(LIMIT).until(() -> scene.progress("dead").getLast() instanceof SyncFailed);
      assertThat(scene.progress("dead").getLast().progress().error()).contains("Reconnect Jira");
      await()
          .atMost(LIMIT)
          .until(() ->
              count(worker, "dead", "select count(*) from jira_credential where team_id = $1")
                  == 0);
      scene.awaitCompleted("alive", "PAY", 1);
      assertNoFailure("alive");
      assertThat(stored(worker, "dead")).isLessThan(ISSUES);
      scene.jira().faults(Faults.NONE);
      // Reconnected, it is read at once, with nobody asking.
      grant.consent();
      grant.announce();
      scene.awaitCompleted("dead", "PAY", 1);
      assertThat(stored(worker, "dead")).isEqualTo(ISSUES);
    }
  }

  @Test
  @Tag("proof")
  void takesATokenThatComesBeforeItsConnectionIsKnownToBeBack() {
    try (Worker worker = Worker.start(scene)) {
      OAuthGrant grant = OAuthGrant.connect(scene, "early");
      scene.track("early", "PAY");
      scene.awaitCompleted("early", "PAY", 1);
      grant.announceDead("Removed.");
      await()
          .atMost(LIMIT)
          .until(() ->
              count(
                      worker,
                      "early",
                      "select count(*) from jira_connection where team_id = $1 and not active")
                  == 1);
      grant.consent();
      grant.publishToken();
      await()
          .atMost(LIMIT)
          .until(() ->
              count(worker, "early", "select count(*) from jira_credential where team_id = $1")
                  == 1);
      grant.announceConnection();
      scene.awaitCompleted("early", "PAY", 2);
      assertNoFailure("early");
    }
  }

  @Test
  void refusesAJiraInAPrivateNetwork() {
    try (Worker worker =
        Worker.start(
            scene,
            "issuestream.jira.allowed-private-targets=10.20.0.0/16",
            "issuestream.sync.run-retries=0")) {
      scene.connect("inside", JiraDeployment.CLOUD);
      long before = scene.jira().requests().size();
      scene.track("inside", "PAY");
      await()
          .atMost(LIMIT)
          .until(() ->
              !scene.progress("inside").isEmpty()
                  && scene.progress("inside").getLast() instanceof SyncFailed);
      assertThat(scene.progress("inside").getLast().progress().error()).contains("private network");
      assertThat(scene.jira().requests()).hasSize((int) before);
      assertThat(stored(worker, "inside")).isZero();
    }
  }

  private static List<AccessTokenRequested> asked(String team) {
    return scene.topics().events(Topic.JIRA_TOKEN_REQUESTS, team, AccessTokenRequested.class);
  }

  private static void assertNoFailure(String team) {
    assertThat(scene.progress(team)).noneMatch(SyncFailed.class::isInstance);
  }

  private static long stored(Worker worker, String team) {
    return count(worker, team, "select count(*) from issue where team_id = $1");
  }

  /** How many runs have had to wait: they stand with a later next try and no error. */
  private static long postponed(Worker worker, String team) {
    return count(
        worker,
        team,
        """
        select count(*) from sync_run
        where team_id = $1 and started_at < next_attempt_at and error is null
        """);
  }

  private static long count(Worker worker, String team, String sql) {
    Long count =
        worker
            .bean(DatabaseClient.class)
            .sql(sql)
            .bind(0, team)
            .mapValue(Long.class)
            .one()
            .contextWrite(TeamScope.of(team))
            .block();
    return count == null ? 0 : count;
  }
}
