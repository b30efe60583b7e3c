package io.issuestream.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.connection.JiraDeployment;
import io.issuestream.contracts.issue.ChangelogFacts;
import io.issuestream.contracts.issue.IssueEvent;
import io.issuestream.contracts.issue.IssueMoved;
import io.issuestream.contracts.issue.IssueState;
import io.issuestream.contracts.sprint.SprintEvent;
import io.issuestream.contracts.sync.SyncCompleted;
import io.issuestream.contracts.sync.SyncProgress;
import io.issuestream.contracts.sync.SyncProgressEvent;
import io.issuestream.contracts.sync.SyncStage;
import io.issuestream.contracts.sync.SyncStarted;
import io.issuestream.contracts.user.JiraUserEvent;
import io.issuestream.sandbox.IssueTruth;
import io.issuestream.sandbox.admin.Faults;
import io.issuestream.sandbox.data.Account;
import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sync.testing.SyncScene;
import io.issuestream.sync.testing.Worker;
import io.issuestream.tenancy.TeamScope;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;

class FullSyncIT {

  private static final int ISSUES = 430;
  private static SyncScene scene;
  private static Worker worker;

  @BeforeAll
  static void start() {
    scene = SyncScene.create("fullsync");
    scene.jira().generate(GenerateOptions.of(ISSUES, 7).in(List.of("PAY", "WEB")));
    worker = Worker.start(scene);
  }

  @AfterAll
  static void stop() {
    worker.close();
    scene.close();
  }

  private static SyncProgress sync(String team, JiraDeployment deployment) {
    scene.connect(team, deployment);
    scene.track(team, "PAY");
    return scene.awaitCompleted(team, "PAY", 1).progress();
  }

  private static Set<Long> ids(String project) {
    return scene.jira().issues(project).stream().map(IssueTruth::id).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @EnumSource(JiraDeployment.class)
  void storesEveryIssueAndPublishesEachOnce(JiraDeployment deployment) {
    String team = "every-" + deployment.toString().replace("_", "-");
    SyncProgress done = sync(team, deployment);

    Set<Long> truth = ids("PAY");
    assertThat(done.fetched()).isEqualTo(truth.size());
    assertThat(done.created()).isEqualTo(truth.size());
    assertThat(done.total()).isEqualTo(truth.size());
    assertThat(done.failed()).isZero();
    assertThat(done.apiCallsCount()).isPositive();
    assertThat(done.endOffsets()).hasSize(Topic.JIRA_ISSUES.partitions());
    List<IssueEvent> events = scene.issueEvents(team);
    assertThat(events).hasSize(truth.size());
    assertThat(events.stream().map(event -> event.issue().id()).collect(Collectors.toSet()))
        .isEqualTo(truth);
    worker
        .as(team)
        .get()
        .uri("/api/v1/issues/status")
        .exchange()
        .expectBody()
        .jsonPath("$.stored")
        .isEqualTo(truth.size())
        .jsonPath("$.byProject.PAY")
        .isEqualTo(truth.size())
        .jsonPath("$.outboxPending")
        .isEqualTo(0);
  }

  @Test
  void countsRunsPagesAndStagesAndNamesNoTeamInAnyOfThem() {
    MeterRegistry meters = worker.bean(MeterRegistry.class);
    sync("counted", JiraDeployment.CLOUD);

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          assertThat(
                  meters
                      .get("issuestream.sync.runs")
                      .tags("trigger", "onboarding", "outcome", "completed")
                      .timer()
                      .count())
              .isPositive();
          assertThat(meters.get("issuestream.sync.pages").tag("by", "search").timer().count())
              .isPositive();
          for (String stage : List.of("users", "issues")) {
            assertThat(
                    meters
                        .get("issuestream.onboarding.stages")
                        .tags("stage", stage, "outcome", "success")
                        .counter()
                        .count())
                .isPositive();
          }
        });
    assertThat(meters.getMeters())
        .allSatisfy(meter ->
            assertThat(meter.getId().getTags())
                .allSatisfy(tag -> assertThat(tag.getValue()).doesNotContain("counted")));
  }

  @Test
  void tellsHowItGoes() {
    sync("progress", JiraDeployment.CLOUD);
    List<SyncProgressEvent> told = scene.progress("progress");
    assertThat(told.getFirst()).isInstanceOf(SyncStarted.class);
    assertThat(told.getLast()).isInstanceOf(SyncCompleted.class);
    assertThat(told).extracting(SyncProgressEvent::revision).isSorted().doesNotHaveDuplicates();
    assertThat(told.stream().map(event -> event.progress().stage()))
        .contains(SyncStage.ISSUES, SyncStage.PUBLISHING);
  }

  @Test
  void publishesSprintsAndPeopleOfTheIssues() {
    sync("around", JiraDeployment.DATA_CENTER);
    var issues = scene.issues("around").values();
    var sprints =
        scene.topics().events(Topic.JIRA_SPRINTS, "around", SprintEvent.class).stream()
            .map(event -> event.sprint().id())
            .collect(Collectors.toSet());
    var people =
        scene.topics().events(Topic.JIRA_USERS, "around", JiraUserEvent.class).stream()
            .map(event -> event.user().personId())
            .collect(Collectors.toSet());
    var named = new HashSet<Long>();
    var persons = new HashSet<String>();
    for (IssueState issue : issues) {
      named.addAll(issue.sprintIds());
      if (issue.assigneePersonId() != null) {
        persons.add(issue.assigneePersonId());
      }
      issue.changelog().assignee().stream()
          .filter(change -> change.toPersonId() != null)
          .forEach(change -> persons.add(change.toPersonId()));
    }
    assertThat(named).isNotEmpty();
    assertThat(sprints).containsAll(named);
    assertThat(persons).isNotEmpty();
    assertThat(people).containsAll(persons);
  }

  @Test
  void publishesNothingWhenNothingChanged() {
    sync("again", JiraDeployment.CLOUD);
    int before = scene.issueEvents("again").size();
    scene.request("again", "PAY", true);
    SyncProgress second = scene.awaitCompleted("again", "PAY", 2).progress();
    assertThat(second.full()).isTrue();
    assertThat(second.unchanged()).isEqualTo(before);
    assertThat(second.created() + second.updated() + second.failed()).isZero();
    assertThat(scene.issueEvents("again")).hasSize(before);
  }

  @ParameterizedTest
  @EnumSource(JiraDeployment.class)
  void publishesExactlyWhatWasEdited(JiraDeployment deployment) {
    String team = "edits-" + deployment.toString().replace("_", "-");
    sync(team, deployment);
    int before = scene.issueEvents(team).size();
    List<IssueTruth> all = scene.jira().issues("PAY");
    List<IssueTruth> edited = List.of(all.get(3), all.get(120), all.getLast());
    for (IssueTruth issue : edited) {
      scene.jira().edit(issue.key(), Map.of("summary", team + " changed " + issue.key()));
    }
    scene.request(team, "PAY");
    SyncProgress second = scene.awaitCompleted(team, "PAY", 2).progress();
    assertThat(second.full()).isFalse();
    assertThat(second.updated()).isEqualTo(3);
    assertThat(second.fetched()).isEqualTo(3 + second.unchanged());
    List<IssueEvent> events = scene.issueEvents(team);
    assertThat(events).hasSize(before + 3);
    for (IssueTruth issue : edited) {
      IssueState state = scene.issues(team).get(issue.id());
      assertThat(state.summary()).isEqualTo(team + " changed " + issue.key());
    }
    assertThat(events.stream().filter(event -> event.revision() == 2)).hasSize(3);
  }

  @Test
  void keepsTheFormerKeyOfAMovedIssue() {
    scene.connect("moving", JiraDeployment.CLOUD);
    scene.track("moving", "PAY");
    scene.track("moving", "WEB");
    scene.awaitCompleted("moving", "PAY", 1);
    scene.awaitCompleted("moving", "WEB", 1);
    IssueTruth before = scene.jira().issues("PAY").get(10);
    IssueTruth moved = scene.jira().move(before.key(), "WEB");

    scene.request("moving", "WEB");
    scene.awaitCompleted("moving", "WEB", 2);

    assertThat(scene.issues("moving").get(before.id()).formerKeys()).containsExactly(before.key());
    assertThat(scene.issueEvents("moving").stream().filter(e -> e.issue().id() == before.id()))
        .last()
        .isInstanceOf(IssueMoved.class);
    worker
        .as("moving")
        .get()
        .uri("/api/v1/issues/" + before.key())
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.key")
        .isEqualTo(moved.key())
        .jsonPath("$.projectKey")
        .isEqualTo("WEB");
  }

  @Test
  void recordsABrokenIssueAndStoresItOnceItIsWhole() {
    scene.connect("broken", JiraDeployment.DATA_CENTER);
    List<IssueTruth> web = scene.jira().issues("WEB");
    IssueTruth broken = web.get(17);
    scene.jira().faults(Faults.broken(List.of(broken.key())));
    try {
      scene.track("broken", "WEB");
      SyncProgress done = scene.awaitCompleted("broken", "WEB", 1).progress();
      assertThat(done.failed()).isEqualTo(1);
      assertThat(done.created()).isEqualTo(web.size() - 1);
      worker
          .as("broken")
          .get()
          .uri("/api/v1/sync-runs/failed-issues?project=WEB")
          .exchange()
          .expectBody()
          .jsonPath("$.items.length()")
          .isEqualTo(1)
          .jsonPath("$.items[0].key")
          .isEqualTo(broken.key())
          .jsonPath("$.items[0].reason")
          .isNotEmpty();
    } finally {
      scene.jira().faults(Faults.NONE);
    }
    scene.request("broken", "WEB");
    assertThat(scene.awaitCompleted("broken", "WEB", 2).progress().created()).isEqualTo(1);
    worker
        .as("broken")
        .get()
        .uri("/api/v1/issues/status")
        .exchange()
        .expectBody()
        .jsonPath("$.failed")
        .isEqualTo(0)
        .jsonPath("$.stored")
        .isEqualTo(web.size());
  }

  @Test
  void goesOnWithoutThePeopleWhereJiraHidesThem() {
    scene.connectAnonymously("anonymous");
    scene.track("anonymous", "WEB");
    SyncProgress done = scene.awaitCompleted("anonymous", "WEB", 1).progress();
    assertThat(done.created()).isEqualTo(ids("WEB").size());
    worker
        .as("anonymous")
        .get()
        .uri("/api/v1/sync-runs?project=WEB")
        .exchange()
        .expectBody()
        .jsonPath("$.items[0].problems[0]")
        .value(String.class, problem -> assertThat(problem).startsWith("users: "));
    assertThat(scene.topics().events(Topic.JIRA_USERS, "anonymous", JiraUserEvent.class))
        .isNotEmpty();
  }

  @Test
  void givesTheSameOnBothSurfaces() {
    sync("cloud", JiraDeployment.CLOUD);
    sync("dc", JiraDeployment.DATA_CENTER);
    Map<Long, IssueState> cloud = scene.issues("cloud");
    Map<Long, IssueState> dataCenter = scene.issues("dc");
    assertThat(cloud.keySet()).isEqualTo(dataCenter.keySet());
    cloud.forEach((id, state) ->
        assertThat(state)
            .usingRecursiveComparison()
            .ignoringFields("assigneePersonId", "reporterPersonId", "changelog.assignee")
            .isEqualTo(dataCenter.get(id)));
    assertThat(cloud.values().stream().map(IssueState::changelog))
        .as("Cloud's search gives the newest 40 histories only")
        .allMatch(ChangelogFacts::complete)
        .anyMatch(changelog -> !changelog.estimate().isEmpty());
  }

  @Test
  void makesOneRunOfTenTriggers() {
    sync("triggers", JiraDeployment.CLOUD);
    scene.jira().faults(Faults.latency(Duration.ofMillis(150)));
    try {
      for (int i = 0; i < 10; i++) {
        scene.request("triggers", i % 2 == 0 ? "PAY" : null);
      }
      scene.awaitCompleted("triggers", "PAY", 2);
    } finally {
      scene.jira().faults(Faults.NONE);
    }
    worker
        .as("triggers")
        .get()
        .uri("/api/v1/sync-runs")
        .exchange()
        .expectBody()
        .jsonPath("$.items.length()")
        .isEqualTo(2);
  }

  @Test
  void retriesAFailedRunAndThenSaysWhy() {
    sync("failing", JiraDeployment.CLOUD);
    scene.jira().faults(Faults.failing(new Faults.FailNext(500, 10_000, null, "search/jql")));
    try {
      scene.request("failing", "PAY");
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> {
            SyncProgress last = scene.progress("failing").getLast().progress();
            assertThat(last.stage()).isEqualTo(SyncStage.FAILED);
            assertThat(last.attempt()).isEqualTo(4);
            assertThat(last.nextAttemptAt()).isNull();
            assertThat(last.error()).contains("Jira");
          });
    } finally {
      scene.jira().faults(Faults.NONE);
    }
  }

  @Test
  void showsNothingOfAnotherTeam() {
    sync("mine", JiraDeployment.CLOUD);
    String key = scene.jira().issues("PAY").getFirst().key();
    worker.as("theirs").get().uri("/api/v1/issues/" + key).exchange().expectStatus().isNotFound();
    worker
        .as("theirs")
        .get()
        .uri("/api/v1/issues")
        .exchange()
        .expectBody()
        .jsonPath("$.items.length()")
        .isEqualTo(0);
  }

  @Test
  void listsIssuesPageByPage() {
    sync("paging", JiraDeployment.CLOUD);
    worker
        .as("paging")
        .get()
        .uri("/api/v1/issues?project=PAY&limit=5")
        .exchange()
        .expectBody()
        .jsonPath("$.items.length()")
        .isEqualTo(5)
        .jsonPath("$.next")
        .isNotEmpty();
    worker
        .as("paging")
        .get()
        .uri("/api/v1/issues?after=nonsense")
        .exchange()
        .expectStatus()
        .isBadRequest();
  }

  @Test
  void findsTheAccountsThatHideTheirAddressByTheMembersOwn() {
    sync("hidden", JiraDeployment.CLOUD);
    Set<String> members =
        scene
            .jira()
            .membersCsv()
            .lines()
            .skip(1)
            .map(line -> line.split(",", 2)[0])
            .collect(Collectors.toSet());
    Set<String> unknown = new HashSet<>(members);
    unknown.removeAll(addresses("hidden"));
    Set<String> hidden =
        scene.jira().data().accounts().all().stream()
            .map(Account::anyEmail)
            .filter(unknown::contains)
            .collect(Collectors.toSet());
    assertThat(hidden).as("members whose account hides its address").isNotEmpty();
    long before = scene.jira().requests().getLast().n();

    members.forEach(address -> scene.member("hidden", address));
    await().atMost(Duration.ofSeconds(30)).until(() -> knownMembers("hidden") == members.size());
    scene.request("hidden", "PAY");
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(addresses("hidden")).containsAll(hidden));
    scene.awaitCompleted("hidden", "PAY", 2);
    scene.request("hidden", "PAY");
    scene.awaitCompleted("hidden", "PAY", 3);

    assertThat(
            scene.jira().requests().stream()
                .filter(request -> request.n() > before)
                .filter(request -> request.path().endsWith("/user/search")))
        .as("one look for each, and none for those that are known")
        .hasSize(unknown.size());
  }

  @Test
  void startsNothingByItselfWhereTheIntervalIsZero() {
    SmartLifecycle schedule = worker.context().getBean("intervalSchedule", SmartLifecycle.class);
    assertThat(schedule.isAutoStartup()).isTrue();
    assertThat(schedule.isRunning()).isFalse();
  }

  private static long knownMembers(String team) {
    Long count =
        worker
            .bean(DatabaseClient.class)
            .sql("select count(*) from member_address where team_id = $1")
            .bind(0, team)
            .mapValue(Long.class)
            .one()
            .contextWrite(TeamScope.of(team))
            .block();
    return count == null ? 0 : count;
  }

  private static Set<String> addresses(String team) {
    return scene.topics().events(Topic.JIRA_USERS, team, JiraUserEvent.class).stream()
        .map(event -> event.user().emailAddress())
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }
}
