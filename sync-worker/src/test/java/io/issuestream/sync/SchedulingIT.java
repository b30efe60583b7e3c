package io.issuestream.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.connection.JiraDeployment;
import io.issuestream.contracts.sync.SyncFailed;
import io.issuestream.contracts.sync.SyncProgress;
import io.issuestream.contracts.sync.SyncProgressEvent;
import io.issuestream.contracts.sync.SyncTrigger;
import io.issuestream.sandbox.admin.Faults;
import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sync.testing.SyncScene;
import io.issuestream.sync.testing.Worker;
import io.issuestream.tenancy.TeamScope;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

/** When runs begin, what follows them, and what a run does that goes on after something changed. */
class SchedulingIT {

  private static int payIssues;
  private static SyncScene scene;
  private static Worker worker;

  @BeforeAll
  static void start() {
    scene = SyncScene.create("scheduling");
    scene.jira().generate(GenerateOptions.of(400, 5).in(List.of("PAY", "OPS")));
    payIssues = scene.jira().issues("PAY").size();
    worker =
        Worker.start(
            scene, "issuestream.sync.interval-minutes=60", "issuestream.sync.page-size=50");
  }

  @AfterAll
  static void stop() {
    worker.close();
    scene.close();
  }

  @Test
  void syncsAProjectAgainWhenItsIntervalIsOver() {
    sync("hourly");
    execute("update tracked_project set next_due = clock_timestamp() where team_id = 'hourly'");
    SyncProgress second = scene.awaitCompleted("hourly", "PAY", 2).progress();
    assertThat(second.trigger()).isEqualTo(SyncTrigger.INTERVAL);
    assertThat(second.created() + second.updated()).isZero();
    assertThat(
            count(
                "select count(*) from tracked_project where team_id = 'hourly'"
                    + " and next_due > clock_timestamp() + interval '59 minutes'"))
        .as("its next turn is an interval away")
        .isEqualTo(1);
  }

  @Test
  void leavesAProjectThatMayNotStartAtOnceToTheNextSchedule() {
    scene.connect("later", JiraDeployment.CLOUD);
    scene.trackForLater("later", "PAY");
    scene.connect("sooner", JiraDeployment.CLOUD);
    scene.track("sooner", "PAY");
    scene.awaitCompleted("sooner", "PAY", 1);
    assertThat(scene.progress("later")).isEmpty();
    execute("update tracked_project set next_due = clock_timestamp() where team_id = 'later'");
    assertThat(scene.awaitCompleted("later", "PAY", 1).progress().created()).isEqualTo(payIssues);
  }

  @Test
  void readsEverythingAfterAnIncrementalRunWhenThatWasAskedForMeanwhile() {
    sync("resynced");
    scene.jira().faults(Faults.latency(Duration.ofMillis(300)));
    try {
      scene.request("resynced", "PAY", false);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> working("resynced", "not full_run and stage <> 'PENDING'"));
      scene.request("resynced", "PAY", true);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> working("resynced", "follow_up_full or full_run"));
    } finally {
      scene.jira().faults(Faults.NONE);
    }
    SyncProgress everything =
        scene
            .awaitCompleted(
                "resynced", "PAY", run -> run.full() && run.trigger() == SyncTrigger.MANUAL)
            .progress();
    assertThat(everything.unchanged()).isEqualTo(payIssues);
    assertThat(scene.issueEvents("resynced")).hasSize(payIssues);
  }

  @Test
  void readsAllIssuesAgainWhenTheFieldsChangedInTheMiddleOfARun() {
    scene.connect("refielded", JiraDeployment.DATA_CENTER);
    scene.jira().faults(Faults.latency(Duration.ofMillis(150)));
    try {
      scene.track("refielded", "PAY");
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> count("select count(*) from issue where team_id = 'refielded'") >= 100);
      scene.untrack("refielded", "PAY");
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> scene.progress("refielded").getLast() instanceof SyncFailed);
    } finally {
      scene.jira().faults(Faults.NONE);
    }
    // As if the site's sprint field had been another one so far.
    execute("update sync_run set field_basis = 'customfield_1;;' where team_id = 'refielded'");
    long stored = count("select count(*) from issue where team_id = 'refielded'");
    scene.track("refielded", "PAY");
    SyncProgress done = scene.awaitCompleted("refielded", "PAY", 1).progress();
    assertThat(done.unchanged()).as("those read before").isEqualTo(stored);
    assertThat(done.created()).isEqualTo(payIssues - stored);
    assertThat(done.total()).isEqualTo(payIssues);
  }

  @Test
  void stopsTheRunsOfAConnectionThatEnded() {
    scene.connect("gone", JiraDeployment.CLOUD);
    scene.jira().faults(Faults.latency(Duration.ofMillis(300)));
    try {
      scene.track("gone", "PAY");
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> count("select count(*) from issue where team_id = 'gone'") >= 50);
      scene.disconnect("gone");
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> {
            SyncProgressEvent last = scene.progress("gone").getLast();
            assertThat(last).isInstanceOf(SyncFailed.class);
            assertThat(last.progress().error())
                .as("the reason told")
                .isEqualTo("Removed by an admin");
          });
    } finally {
      scene.jira().faults(Faults.NONE);
    }
    assertThat(count("select count(*) from issue where team_id = 'gone'")).isLessThan(payIssues);
  }

  @Test
  void forgetsAFailedIssueThatJiraNoLongerHas() {
    String broken = scene.jira().issues("OPS").get(7).key();
    scene.connect("forgetful", JiraDeployment.CLOUD);
    scene.jira().faults(Faults.broken(List.of(broken)));
    try {
      scene.track("forgetful", "OPS");
      assertThat(scene.awaitCompleted("forgetful", "OPS", 1).progress().failed()).isEqualTo(1);
    } finally {
      scene.jira().faults(Faults.NONE);
    }
    scene.jira().delete(broken);
    scene.request("forgetful", "OPS");
    SyncProgress second = scene.awaitCompleted("forgetful", "OPS", 2).progress();
    assertThat(second.failed()).isZero();
    assertThat(count("select count(*) from failed_issue where team_id = 'forgetful'")).isZero();
  }

  @Test
  void looksFurtherBackAtNight() {
    sync("nightly");
    scene.request("nightly", "PAY");
    SyncProgress second = scene.awaitCompleted("nightly", "PAY", 2).progress();
    assertThat(second.unchanged()).isEqualTo(changedSince("nightly", "5 minutes"));
    scene.requestNightly("nightly");
    SyncProgress third = scene.awaitCompleted("nightly", "PAY", 3).progress();
    assertThat(third.unchanged()).isEqualTo(changedSince("nightly", "24 hours"));
    assertThat(third.unchanged()).isGreaterThan(second.unchanged());
  }

  /** Issues that changed since so long before the watermark, which a query gives in minutes. */
  private static long changedSince(String team, String before) {
    return count(
        """
        select count(*) from issue i join tracked_project p using (team_id, project_id)
        where team_id = '%s' and updated_at >= date_trunc('minute', watermark - interval '%s')
        """
            .formatted(team, before));
  }

  private static void sync(String team) {
    scene.connect(team, JiraDeployment.CLOUD);
    scene.track(team, "PAY");
    scene.awaitCompleted(team, "PAY", 1);
  }

  private static boolean working(String team, String state) {
    return count(
            "select count(*) from sync_run where team_id = '%s' and finished_at is null and (%s)"
                .formatted(team, state))
        == 1;
  }

  private static long count(String sql) {
    Long count =
        worker
            .bean(DatabaseClient.class)
            .sql(sql)
            .mapValue(Long.class)
            .one()
            .contextWrite(TeamScope.system())
            .block();
    return count == null ? 0 : count;
  }

  private static void execute(String sql) {
    assertThat(
            worker
                .bean(DatabaseClient.class)
                .sql(sql)
                .fetch()
                .rowsUpdated()
                .contextWrite(TeamScope.system())
                .block())
        .isPositive();
  }
}
