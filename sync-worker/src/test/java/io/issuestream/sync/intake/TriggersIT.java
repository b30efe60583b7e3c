package io.issuestream.sync.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.Keys;
import io.issuestream.contracts.Topic;
import io.issuestream.contracts.connection.Authentication;
import io.issuestream.contracts.connection.ConnectionEstablished;
import io.issuestream.contracts.connection.ConnectionState;
import io.issuestream.contracts.connection.JiraDeployment;
import io.issuestream.contracts.sync.SyncFailed;
import io.issuestream.contracts.sync.SyncProgress;
import io.issuestream.contracts.sync.SyncProgressEvent;
import io.issuestream.contracts.sync.SyncRequested;
import io.issuestream.contracts.sync.SyncTrigger;
import io.issuestream.sandbox.admin.Faults;
import io.issuestream.sandbox.admin.Faults.FailNext;
import io.issuestream.sandbox.admin.RequestLog;
import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sync.testing.SyncScene;
import io.issuestream.sync.testing.Worker;
import io.issuestream.tenancy.TeamScope;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/**
 * What starts syncs, on two workers: people, the night and the interval, all at once or failing.
 */
class TriggersIT {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration BACKOFF = Duration.ofMillis(200);
  private static final String SEARCH = "search/jql";

  private static SyncScene scene;
  private static Worker one;
  private static Worker other;

  @BeforeAll
  static void start() {
    scene = SyncScene.create("triggers");
    scene.jira().generate(GenerateOptions.of(200, 3).in(List.of("PAY")));
    one = worker();
    other = worker();
  }

  /** Its tries show one by one in Jira's log: no request is made twice within one. */
  private static Worker worker() {
    return Worker.start(
        scene,
        "issuestream.sync.interval-minutes=60",
        "issuestream.sync.page-size=20",
        "issuestream.sync.run-backoff=" + BACKOFF.toMillis() + "ms",
        "issuestream.sync.jira.max-retries=0",
        "issuestream.sync.jira.breaker-failure-threshold=1000");
  }

  @AfterAll
  static void stop() {
    one.close();
    other.close();
    scene.close();
  }

  @Test
  void tenTriggersAtOnceMakeOneRun() {
    connectWithoutCredentials("ten");
    scene.trackForLater("ten", "PAY");
    await()
        .atMost(LIMIT)
        .until(() -> count("select count(*) from tracked_project where team_id = $1", "ten") == 1);
    // Until there are credentials the run that is asked for waits.
    trigger("ten");
    assertThat(runs("ten", "finished_at is null")).isEqualTo(1);
    scene.jira().faults(Faults.latency(Duration.ofMillis(300)));
    try {
      scene.connect("ten", JiraDeployment.CLOUD);
      await()
          .atMost(LIMIT)
          .until(() -> count("select count(*) from issue where team_id = $1", "ten") >= 20);
      trigger("ten");
      assertThat(runs("ten", "finished_at is null")).as("it still goes on").isEqualTo(1);
    } finally {
      scene.jira().faults(Faults.NONE);
    }
    assertThat(scene.awaitCompleted("ten", "PAY", 1).progress().created())
        .isEqualTo(scene.jira().issues("PAY").size());
    assertThat(runs("ten", "true")).as("none of them made another").isEqualTo(1);
  }

  /** By two people, the night (told twice), and the interval on both workers. */
  private static void trigger(String team) {
    scene.request(team, "PAY");
    nightly("nightly-of-" + team);
    scene.request(team, null);
    nightly("nightly-of-" + team);
    intervalIsOver(team);
    awaitConsumed();
  }

  @Test
  void failsAfterThreeRetriesAndIsTriedSilentlyByTheNextSchedule() {
    sync("failing");
    long before = scene.jira().requests().getLast().n();
    scene.jira().faults(Faults.failing(new FailNext(503, 1000, null, SEARCH)));
    SyncProgress error;
    try {
      scene.request("failing", "PAY");
      error =
          await()
              .atMost(LIMIT)
              .until(() -> scene.progress("failing").getLast(), TriggersIT::isOver)
              .progress();
    } finally {
      scene.jira().faults(Faults.NONE);
    }
    List<Instant> tries =
        scene.jira().requestLog().since(before).stream()
            .filter(request -> request.path().contains(SEARCH) && request.status() == 503)
            .map(RequestLog.Entry::at)
            .toList();
    assertThat(tries).as("the first, and three more").hasSize(4);
    for (int retry = 1; retry < tries.size(); retry++) {
      assertThat(Duration.between(tries.get(retry - 1), tries.get(retry)))
          .isGreaterThanOrEqualTo(BACKOFF.multipliedBy(1L << (retry - 1)));
    }
    assertThat(error.attempt()).isEqualTo(4);
    assertThat(error.error()).contains("Jira", "503").doesNotContain("Exception", "io.issuestream");

    int told = scene.progress("failing").size();
    scene.jira().faults(Faults.failing(new FailNext(503, 1, null, SEARCH)));
    intervalIsOver("failing");
    SyncProgress again =
        scene
            .awaitCompleted("failing", "PAY", run -> run.trigger() == SyncTrigger.INTERVAL)
            .progress();
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.error()).isNull();
    List<SyncProgressEvent> since = scene.progress("failing");
    assertThat(since.subList(told, since.size())).noneMatch(TriggersIT::isOver);
  }

  private static boolean isOver(SyncProgressEvent event) {
    return event instanceof SyncFailed failed && failed.progress().nextAttemptAt() == null;
  }

  @Test
  void readsEveryTeamsProjectsAndPeopleAtNightOnceHoweverOftenItIsTold() {
    sync("north");
    sync("south");
    // Runs of a connection that follow each other closely share what was read of its people.
    for (String team : List.of("north", "south")) {
      await()
          .atMost(LIMIT)
          .until(() ->
              count(
                      "select count(*) from connection_lease where team_id = $1 and expires_at > clock_timestamp()",
                      team)
                  == 0);
    }
    long evening = scene.jira().requests().getLast().n();
    nightly("nightly-2026-11-27");
    nightly("nightly-2026-11-27");
    for (String team : List.of("north", "south")) {
      SyncProgress night =
          scene.awaitCompleted(team, "PAY", run -> run.trigger() == SyncTrigger.NIGHTLY).progress();
      assertThat(night.full()).isFalse();
    }
    awaitConsumed();
    assertThat(readsOfPeople(evening)).isPositive();
    long morning = scene.jira().requests().getLast().n();
    nightly("nightly-2026-11-27");
    awaitConsumed();
    intervalIsOver("north");
    scene.awaitCompleted("north", "PAY", run -> run.trigger() == SyncTrigger.INTERVAL);
    assertThat(readsOfPeople(morning)).isZero();
    assertThat(runs("north", "trigger = 'NIGHTLY'")).isEqualTo(1);
    assertThat(runs("south", "trigger = 'NIGHTLY'")).isEqualTo(1);
  }

  private static long readsOfPeople(long after) {
    return scene.jira().requestLog().since(after).stream()
        .filter(request -> request.path().endsWith("/users/search"))
        .count();
  }

  private static void sync(String team) {
    scene.connect(team, JiraDeployment.CLOUD);
    scene.track(team, "PAY");
    scene.awaitCompleted(team, "PAY", 1);
  }

  private static void connectWithoutCredentials(String team) {
    scene
        .topics()
        .publish(
            new ConnectionEstablished(
                team,
                1,
                new ConnectionState(
                    SyncScene.connectionId(team),
                    JiraDeployment.CLOUD,
                    scene.jira().cloudUrl(),
                    Authentication.API_TOKEN,
                    true,
                    null)));
  }

  private static void nightly(String requestId) {
    scene
        .topics()
        .publish(
            new SyncRequested(
                Keys.ALL_TEAMS, 1, requestId, SyncTrigger.NIGHTLY, null, false, null, true));
  }

  /** The interval of a team's projects is over, and both workers look at the same moment. */
  private static void intervalIsOver(String team) {
    assertThat(
            one.bean(DatabaseClient.class)
                .sql("update tracked_project set next_due = clock_timestamp() where team_id = $1")
                .bind(0, team)
                .fetch()
                .rowsUpdated()
                .contextWrite(TeamScope.system())
                .block(LIMIT))
        .isEqualTo(1);
    Flux.just(one, other)
        .flatMap(worker -> worker.bean(IntervalSchedule.class).requestDue())
        .contextWrite(TeamScope.system())
        .blockLast(LIMIT);
  }

  /** Waits until the workers have taken every request that was sent. */
  private static void awaitConsumed() {
    String topic = scene.stack().topicPrefix() + Topic.JIRA_SYNC_REQUESTS.topicName();
    String group = scene.stack().topicPrefix() + "sync-worker";
    try (Admin admin =
        Admin.create(
            Map.<String, Object>of("bootstrap.servers", scene.stack().bootstrapServers()))) {
      await().atMost(LIMIT).until(() -> lag(admin, topic, group) == 0);
    }
  }

  private static long lag(Admin admin, String topic, String group)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (int partition = 0; partition < Topic.JIRA_SYNC_REQUESTS.partitions(); partition++) {
      ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    var taken = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    return admin.listOffsets(ends).all().get().entrySet().stream()
        .mapToLong(end -> {
          var committed = taken.get(end.getKey());
          return end.getValue().offset() - (committed == null ? 0 : committed.offset());
        })
        .sum();
  }

  private static long runs(String team, String like) {
    return count("select count(*) from sync_run where " + like + " and team_id = $1", team);
  }

  private static long count(String sql, String team) {
    Long count =
        one.bean(DatabaseClient.class)
            .sql(sql)
            .bind(0, team)
            .mapValue(Long.class)
            .one()
            .contextWrite(TeamScope.system())
            .block(LIMIT);
    return count == null ? 0 : count;
  }
}
