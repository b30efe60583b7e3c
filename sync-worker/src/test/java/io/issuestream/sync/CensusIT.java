package io.issuestream.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.connection.JiraDeployment;
import io.issuestream.contracts.issue.IssueDeleted;
import io.issuestream.contracts.issue.IssueEvent;
import io.issuestream.contracts.issue.IssueMoved;
import io.issuestream.contracts.issue.Visibility;
import io.issuestream.contracts.sync.SyncCoverage;
import io.issuestream.contracts.sync.SyncFailed;
import io.issuestream.contracts.sync.SyncProgress;
import io.issuestream.edge.testing.TestTokens;
import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sync.testing.StoredCopy;
import io.issuestream.sync.testing.SyncScene;
import io.issuestream.sync.testing.Worker;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What a census finds, and what becomes of it. */
class CensusIT {

  private static SyncScene scene;
  private static Worker worker;
  private StoredCopy copy;
  private String team;

  @BeforeAll
  static void start() {
    scene = SyncScene.create("census");
    worker = Worker.start(scene);
  }

  @AfterAll
  static void stop() {
    worker.close();
    scene.close();
  }

  @BeforeEach
  void aJiraOfItsOwn() {
    scene.jira().generate(GenerateOptions.of(120, 7).in(List.of("PAY", "WEB")));
  }

  private void connected(String name, JiraDeployment deployment) {
    team = name + "-" + deployment.toString().replace("_", "-");
    copy = new StoredCopy(scene, team);
    scene.connect(team, deployment);
    scene.track(team, "PAY");
    copy.awaitRuns(1);
  }

  private SyncProgress sync() {
    copy.sync(1, () -> {});
    return scene.progress(team).getLast().progress();
  }

  private List<IssueEvent> eventsOf(long id) {
    return scene.issueEvents(team).stream().filter(event -> event.issue().id() == id).toList();
  }

  private static long id(String key) {
    return scene.jira().issues("").stream()
        .filter(issue -> issue.key().equals(key))
        .findFirst()
        .orElseThrow()
        .id();
  }

  @ParameterizedTest
  @EnumSource(JiraDeployment.class)
  void anIssueIsHiddenWhenItIsMissedOnceAndDeletedWhenItIsMissedTwice(JiraDeployment deployment) {
    connected("gone", deployment);
    long gone = id("PAY-5");
    scene.jira().delete("PAY-5");
    SyncProgress first = sync();
    assertThat(first.deleted()).isZero();
    assertThat(eventsOf(gone).getLast().issue().visibility()).isEqualTo(Visibility.HIDDEN);
    SyncProgress second = sync();
    assertThat(second.deleted()).isEqualTo(1);
    IssueEvent last = eventsOf(gone).getLast();
    assertThat(last).isInstanceOf(IssueDeleted.class);
    assertThat(last.revision()).isEqualTo(3);
    assertThat(last.issue().key()).as("the last state is kept").isEqualTo("PAY-5");
    sync();
    assertThat(eventsOf(gone)).as("and nothing more is told of it").hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(JiraDeployment.class)
  void anIssueThatReturnsGoesOnWithItsRevisions(JiraDeployment deployment) {
    connected("back", deployment);
    long hidden = id("PAY-6");
    scene.jira().hideIssue("PAY-6");
    sync();
    sync();
    assertThat(eventsOf(hidden).getLast()).isInstanceOf(IssueDeleted.class);
    scene.jira().showIssue("PAY-6");
    SyncProgress done = sync();
    IssueEvent last = eventsOf(hidden).getLast();
    assertThat(last.revision()).isEqualTo(4);
    assertThat(last.issue().deleted()).isFalse();
    assertThat(last.issue().visibility()).isEqualTo(Visibility.VISIBLE);
    assertThat(done.coverage())
        .extracting(SyncCoverage::stored)
        .isEqualTo(done.coverage().inJira());
  }

  @ParameterizedTest
  @EnumSource(JiraDeployment.class)
  void anIssueThatLeftForAnUntrackedProjectIsMovedAndNotDeleted(JiraDeployment deployment) {
    connected("away", deployment);
    long moved = id("PAY-7");
    String key = scene.jira().move("PAY-7", "WEB").key();
    sync();
    IssueEvent last = eventsOf(moved).getLast();
    assertThat(last).isInstanceOf(IssueMoved.class);
    assertThat(last.issue().key()).isEqualTo(key);
    assertThat(last.issue().projectKey()).isEqualTo("WEB");
    assertThat(last.issue().formerKeys()).contains("PAY-7");
  }

  @ParameterizedTest
  @EnumSource(JiraDeployment.class)
  void veryMuchAtOnceWaitsForAnAdmin(JiraDeployment deployment) {
    connected("flood", deployment);
    List<Long> gone =
        scene.jira().issues("PAY").stream().limit(15).map(issue -> issue.id()).toList();
    gone.forEach(id -> scene.jira().delete(id.toString()));
    SyncProgress stopped = sync();
    assertThat(stopped.deleted()).isZero();
    assertThat(stopped.coverage()).extracting(SyncCoverage::vanished).isEqualTo(15L);
    assertThat(scene.issues(team).values())
        .noneMatch(issue -> issue.deleted() || issue.visibility() == Visibility.HIDDEN);
    sync();
    assertThat(eventsOf(gone.getFirst())).as("asking again changes nothing").hasSize(1);

    confirm("member").expectStatus().isForbidden();
    confirm("team_admin").expectStatus().isOk();
    sync();
    assertThat(scene.issues(team).values())
        .filteredOn(issue -> issue.visibility() == Visibility.HIDDEN)
        .hasSize(15);
    SyncProgress done = sync();
    assertThat(done.deleted()).isEqualTo(15);
    assertThat(done.coverage()).extracting(SyncCoverage::vanished).isEqualTo(0L);
    confirm("team_admin").expectStatus().isNotFound();
  }

  private WebTestClient.ResponseSpec confirm(String role) {
    return worker
        .as(team)
        .post()
        .uri("/api/v1/sync-runs/censuses/{project}/confirm", scene.projectId("PAY"))
        .headers(headers -> headers.setBearerAuth(TestTokens.bearer(team, role)))
        .exchange();
  }

  @ParameterizedTest
  @EnumSource(JiraDeployment.class)
  void aProjectThatIsNotShownIsHiddenAsAWholeAndComesBack(JiraDeployment deployment) {
    connected("veiled", deployment);
    int all = scene.jira().issues("PAY").size();
    scene.jira().hideProject("PAY");
    sync();
    assertThat(scene.progress(team).getLast()).isInstanceOf(SyncFailed.class);
    assertThat(scene.progress(team).getLast().progress().error())
        .contains("does not show the project PAY", "Nothing is deleted");
    assertThat(scene.issues(team).values())
        .hasSize(all)
        .allMatch(issue -> issue.visibility() == Visibility.HIDDEN && !issue.deleted());
    sync();
    sync();
    assertThat(scene.issueEvents(team)).as("it is told once").hasSize(2 * all);

    scene.jira().edit("PAY-3", Map.of("summary", "Changed behind the veil"));
    scene.jira().delete("PAY-4");
    scene.jira().showProject("PAY");
    SyncProgress done = sync();
    assertThat(done.error()).isNull();
    assertThat(scene.issues(team).values())
        .filteredOn(issue -> issue.visibility() == Visibility.VISIBLE)
        .hasSize(all - 1);
    assertThat(eventsOf(id("PAY-3")).getLast().revision()).isEqualTo(3);
    assertThat(eventsOf(id("PAY-3")).getLast().issue().summary())
        .isEqualTo("Changed behind the veil");
    sync();
    assertThat(scene.issues(team).values()).filteredOn(issue -> issue.deleted()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(JiraDeployment.class)
  @Tag("proof")
  void aProjectOfFiveThousandIsHiddenAndComesBackWhole(JiraDeployment deployment) {
    scene.jira().generate(GenerateOptions.of(5000, 7).in(List.of("PAY")));
    connected("many", deployment);
    scene.jira().hideProject("PAY");
    sync();
    String told = String.valueOf(scene.progress(team).getLast().progress().error());
    System.out.println(deployment + ": " + told);
    assertThat(told).contains("does not show the project PAY", "Nothing is deleted");
    assertThat(scene.issues(team).values())
        .hasSize(5000)
        .allMatch(issue -> issue.visibility() == Visibility.HIDDEN && !issue.deleted());
    scene.jira().showProject("PAY");
    SyncProgress done = sync();
    assertThat(done.updated()).isEqualTo(5000);
    assertThat(scene.issues(team).values())
        .hasSize(5000)
        .allMatch(issue -> issue.visibility() == Visibility.VISIBLE && !issue.deleted());
    assertThat(scene.issueEvents(team)).hasSize(15_000);
    assertThat(
            scene.issueEvents(team).stream()
                .collect(
                    Collectors.groupingBy(
                        event -> event.issue().id(),
                        Collectors.mapping(IssueEvent::revision, Collectors.toList())))
                .values())
        .as("revisions go on")
        .allMatch(revisions -> revisions.equals(List.of(1L, 2L, 3L)));
    System.out.println(deployment + ": back with " + done.coverage());
  }
}
