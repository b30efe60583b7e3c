package io.issuestream.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.connection.JiraDeployment;
import io.issuestream.contracts.issue.IssueEvent;
import io.issuestream.contracts.sync.SyncFailed;
import io.issuestream.contracts.sync.SyncProgress;
import io.issuestream.contracts.sync.SyncStage;
import io.issuestream.sandbox.admin.Faults;
import io.issuestream.sandbox.admin.RequestLog;
import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sync.lease.ConnectionLeases;
import io.issuestream.sync.lease.Lease;
import io.issuestream.sync.lease.LeaseLost;
import io.issuestream.sync.testing.SyncScene;
import io.issuestream.sync.testing.Worker;
import io.issuestream.tenancy.TeamScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.test.StepVerifier;

class ResumeIT {

  private static final int ISSUES = 900;
  private static SyncScene scene;

  @BeforeAll
  static void start() {
    scene = SyncScene.create("resume");
    scene.jira().generate(GenerateOptions.of(ISSUES, 11).in(List.of("PAY")));
  }

  @AfterAll
  static void stop() {
    scene.close();
  }

  @Test
  void anotherWorkerGoesOnAtThePageWhereOneStopped() {
    scene.jira().faults(Faults.latency(Duration.ofMillis(150)));
    try {
      try (Worker first = Worker.start(scene, "issuestream.sync.page-size=50")) {
        scene.connect("stopped", JiraDeployment.DATA_CENTER);
        scene.track("stopped", "PAY");
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> stored(first, "stopped"), count -> count >= 150);
      }
      scene.jira().faults(Faults.NONE);
      long before = scene.jira().requests().getLast().n();
      try (Worker second = Worker.start(scene, "issuestream.sync.page-size=50")) {
        SyncProgress done = scene.awaitCompleted("stopped", "PAY", 1).progress();
        assertThat(done.fetched()).isEqualTo(ISSUES);
        assertThat(done.created()).isEqualTo(ISSUES);
        assertThat(stored(second, "stopped")).isEqualTo(ISSUES);
      }
      assertThat(scene.issueEvents("stopped")).hasSize(ISSUES);
      assertThat(
              scene.jira().requests().stream()
                  .filter(request -> request.n() > before)
                  .filter(request -> request.path().endsWith("/search")))
          .as(
              "the pages that were left, a short one at each window's end, the greatest id, two counts")
          .hasSizeLessThanOrEqualTo((ISSUES - 150) / 50 + 4 + 3);
    } finally {
      scene.jira().faults(Faults.NONE);
    }
  }

  @Test
  void aWorkerWhoseLeaseWasTakenWritesNothingMore() {
    try (Worker worker = Worker.start(scene)) {
      ConnectionLeases leases = worker.bean(ConnectionLeases.class);
      UUID one = UUID.randomUUID();
      UUID other = UUID.randomUUID();
      TeamScope duel = TeamScope.of("duel");
      Lease old = leases.take("duel", "c-duel", one).contextWrite(duel).block();
      assertThat(old).isNotNull();
      assertThat(leases.take("duel", "c-duel", other).contextWrite(duel).block()).isNull();
      change(worker, "update connection_lease set expires_at = '-infinity' where team_id = 'duel'");
      Lease fresh = leases.take("duel", "c-duel", other).contextWrite(duel).block();
      assertThat(fresh).isNotNull();
      assertThat(fresh.epoch()).isGreaterThan(old.epoch());
      StepVerifier.create(leases.require(old).contextWrite(duel))
          .expectError(LeaseLost.class)
          .verify(Duration.ofSeconds(10));
      StepVerifier.create(leases.require(fresh).contextWrite(duel))
          .expectComplete()
          .verify(Duration.ofSeconds(10));
      assertThat(leases.renew(List.of(old, fresh)).contextWrite(duel).block())
          .containsExactly(fresh);
    }
  }

  @Test
  void aWorkerThatLosesItsLeaseInTheMiddleStopsAndTheOtherCompletes() {
    scene.jira().faults(Faults.latency(Duration.ofMillis(100)));
    try (Worker first = Worker.start(scene, "issuestream.sync.page-size=25")) {
      scene.connect("taken", JiraDeployment.CLOUD);
      scene.track("taken", "PAY");
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> stored(first, "taken"), count -> count >= 50);
      // As if it had been paused past its lease: another holder takes the connection over for a
      // moment.
      change(
          first,
          """
          update connection_lease set holder = gen_random_uuid(), epoch = nextval('lease_epoch'),
            expires_at = clock_timestamp() + interval '2 seconds' where team_id = 'taken'
          """);
      scene.jira().faults(Faults.NONE);
      SyncProgress done = scene.awaitCompleted("taken", "PAY", 1).progress();
      assertThat(done.created()).isEqualTo(ISSUES);
      List<IssueEvent> events = scene.issueEvents("taken");
      assertThat(events).hasSize(ISSUES);
    } finally {
      scene.jira().faults(Faults.NONE);
    }
  }

  @Test
  void deselectingCancelsTheRunAndSelectingAgainGoesOn() {
    scene.jira().faults(Faults.latency(Duration.ofMillis(100)));
    try (Worker worker = Worker.start(scene, "issuestream.sync.page-size=50")) {
      scene.connect("fickle", JiraDeployment.DATA_CENTER);
      scene.track("fickle", "PAY");
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> stored(worker, "fickle"), count -> count >= 100);
      scene.untrack("fickle", "PAY");
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> {
            assertThat(scene.progress("fickle").getLast()).isInstanceOf(SyncFailed.class);
            assertThat(scene.progress("fickle").getLast().progress().stage())
                .isEqualTo(SyncStage.CANCELLED);
          });
      long kept = stored(worker, "fickle");
      assertThat(kept).isLessThan(ISSUES);
      scene.jira().faults(Faults.NONE);
      scene.track("fickle", "PAY");
      SyncProgress done = scene.awaitCompleted("fickle", "PAY", 1).progress();
      assertThat(done.created()).isLessThan(ISSUES);
      assertThat(stored(worker, "fickle")).isEqualTo(ISSUES);
      assertThat(scene.issueEvents("fickle")).hasSize(ISSUES);
    } finally {
      scene.jira().faults(Faults.NONE);
    }
  }

  @Test
  void asksJiraWithinASecondOfTheSelection() {
    try (Worker worker = Worker.start(scene)) {
      scene.connect("quick", JiraDeployment.CLOUD);
      scene.track("quick", "PAY");
      scene.awaitCompleted("quick", "PAY", 1);
      // The second time is the ordinary one: the classes are loaded.
      scene.connect("quicker", JiraDeployment.CLOUD);
      long before = scene.jira().requests().getLast().n();
      Instant selected = Instant.now();
      scene.track("quicker", "PAY");
      scene.awaitCompleted("quicker", "PAY", 1);
      RequestLog.Entry first =
          scene.jira().requests().stream()
              .filter(entry -> entry.n() > before)
              .findFirst()
              .orElseThrow();
      assertThat(Duration.between(selected, first.at())).isLessThan(Duration.ofSeconds(1));
      assertThat(stored(worker, "quicker")).isEqualTo(ISSUES);
    }
  }

  private static void change(Worker worker, String sql) {
    assertThat(
            worker
                .bean(DatabaseClient.class)
                .sql(sql)
                .fetch()
                .rowsUpdated()
                .contextWrite(TeamScope.system())
                .block())
        .isEqualTo(1);
  }

  private static long stored(Worker worker, String team) {
    Long count =
        worker
            .bean(DatabaseClient.class)
            .sql("select count(*) from issue where team_id = $1")
            .bind(0, team)
            .mapValue(Long.class)
            .one()
            .contextWrite(TeamScope.of(team))
            .block();
    return count == null ? 0 : count;
  }
}
