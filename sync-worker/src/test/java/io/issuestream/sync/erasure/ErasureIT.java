package io.issuestream.sync.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.connection.JiraDeployment;
import io.issuestream.contracts.erasure.ErasureReport;
import io.issuestream.contracts.erasure.ErasureReportEvent;
import io.issuestream.contracts.erasure.PersonErasure;
import io.issuestream.contracts.erasure.PersonErasureRequested;
import io.issuestream.contracts.erasure.TeamErasureRequested;
import io.issuestream.contracts.issue.IssueState;
import io.issuestream.contracts.user.JiraUserEvent;
import io.issuestream.contracts.user.JiraUserState;
import io.issuestream.erasure.ErasureKey;
import io.issuestream.erasure.Identifiers;
import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sync.issue.RawIssue;
import io.issuestream.sync.sql.Column;
import io.issuestream.sync.testing.SyncScene;
import io.issuestream.sync.testing.Worker;
import io.issuestream.tenancy.TeamScope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** A person is erased from one team's copy of Jira, and Jira goes on naming them. */
class ErasureIT {

  private static final Duration BOUND = Duration.ofSeconds(60);

  @TempDir private static Path directory;
  private static SyncScene scene;
  private static Worker worker;
  private static ErasureKey key;

  @BeforeAll
  static void start() throws IOException {
    Path file = directory.resolve("erasure.json");
    Files.writeString(file, ErasureKey.fresh());
    key = ErasureKey.read(file);
    scene = SyncScene.create("erasure");
    scene.jira().generate(GenerateOptions.of(60, 7).in(List.of("PAY")));
    worker =
        Worker.start(
            scene, "issuestream.erasure.key-file=" + file, "issuestream.erasure.sweep-every=500ms");
  }

  @AfterAll
  static void stop() {
    worker.close();
    scene.close();
  }

  @ParameterizedTest
  @EnumSource
  void nothingOfAnErasedPersonIsLeftNorComesBack(JiraDeployment deployment) {
    String team = "erasing-" + deployment.toString().replace('_', '-');
    String other = "keeping-" + deployment.toString().replace('_', '-');
    for (String each : List.of(team, other)) {
      scene.connect(each, deployment);
      scene.track(each, "PAY");
      scene.awaitCompleted(each, "PAY", 1);
    }
    Map<Long, IssueState> before = scene.issues(team);
    JiraUserState person = busiest(team, before);
    Identifiers known =
        Identifiers.of(person.accountId(), person.emailAddress(), person.displayName(), null);
    assertThat(naming(team, person)).isPositive();

    ErasureReport report = erase(team, List.of(person.personId()), known);

    assertThat(report.counts()).containsEntry("person", 1L).containsKey("issue_raw");
    assertThat(naming(team, person)).isEqualTo(report.places().size());
    assertThat(naming(other, person)).isPositive();
    assertThat(rows(team, "select count(*) from person where person_id = $2", person.personId()))
        .isOne();
    assertThat(
            rows(
                team,
                "select count(*) from person where $2 in (account_key, display_name, email_address, found_address)",
                person.displayName()))
        .isZero();
    await()
        .atMost(BOUND)
        .until(() -> scene.topics().isErased(Topic.JIRA_USERS, team, person.personId()));
    assertThat(
            rows(
                team,
                "select count(*) from outbox_state where convert_from(data, 'UTF8') like '%' || $2 || '%'",
                person.accountId()))
        .isZero();

    scene.request(team, null, true);
    scene.awaitCompleted(team, "PAY", 2);

    assertThat(naming(team, person)).isEqualTo(report.places().size());
    assertThat(scene.topics().isErased(Topic.JIRA_USERS, team, person.personId())).isTrue();
    assertThat(scene.issues(team)).isEqualTo(before);
    assertThat(rows(team, "select count(*) from person where account_key = $2", person.accountId()))
        .isZero();
    assertThat(scene.topics().isErased(Topic.JIRA_USERS, other, idOf(other, person))).isFalse();
  }

  @Test
  void nothingOfADeletedTeamIsLeft() {
    for (String team : List.of("leaving", "staying")) {
      scene.connect(team, JiraDeployment.CLOUD);
      scene.track(team, "PAY");
      scene.awaitCompleted(team, "PAY", 1);
    }
    Map<Long, IssueState> staying = scene.issues("staying");
    long issue = scene.issues("leaving").keySet().iterator().next();

    scene.topics().publish(new TeamErasureRequested("leaving", 1, "gone", Instant.now()));

    assertThat(report("leaving", "gone").counts()).containsEntry("issue", 60L);
    await()
        .atMost(BOUND)
        .until(() -> scene.topics().isErased(Topic.JIRA_ISSUES, "leaving", Long.toString(issue)));
    // Comes late, after the deletion.
    scene.member("leaving", "late@example.com");
    scene.connect("leaving", JiraDeployment.CLOUD);
    await()
        .atMost(BOUND)
        .untilAsserted(() -> {
          assertThat(rows("leaving", "select count(*) from issue where $2 = ''", "")).isZero();
          assertThat(rows("leaving", "select count(*) from member_address where $2 = ''", ""))
              .isZero();
          assertThat(rows("leaving", "select count(*) from jira_connection where $2 = ''", ""))
              .isZero();
        });
    assertThat(scene.issues("staying")).isEqualTo(staying);
    assertThat(rows("staying", "select count(*) from issue where $2 = ''", "")).isEqualTo(60);
  }

  /** The assignee of most issues among those who show their address. */
  private static JiraUserState busiest(String team, Map<Long, IssueState> issues) {
    return scene.topics().events(Topic.JIRA_USERS, team, JiraUserEvent.class).stream()
        .map(JiraUserEvent::user)
        .filter(user -> user.emailAddress() != null)
        .max(
            Comparator.comparingLong(user ->
                issues.values().stream()
                    .filter(issue -> user.personId().equals(issue.assigneePersonId()))
                    .count()))
        .orElseThrow();
  }

  private static String idOf(String team, JiraUserState person) {
    return scene.topics().events(Topic.JIRA_USERS, team, JiraUserEvent.class).stream()
        .map(JiraUserEvent::user)
        .filter(user -> user.accountId().equals(person.accountId()))
        .map(JiraUserState::personId)
        .findFirst()
        .orElseThrow();
  }

  private static ErasureReport erase(String team, List<String> personIds, Identifiers known) {
    scene
        .topics()
        .publish(
            new PersonErasureRequested(
                team,
                1,
                new PersonErasure(
                    "e-" + team,
                    Instant.now(),
                    personIds,
                    List.of(),
                    key.marks(team, known),
                    key.seal(team, "e-" + team, known))));
    return report(team, "e-" + team);
  }

  private static ErasureReport report(String team, String erasureId) {
    return await()
        .atMost(BOUND)
        .until(
            () ->
                scene
                    .topics()
                    .events(Topic.TEAM_ERASURE_REPORTS, team, ErasureReportEvent.class)
                    .stream()
                    .map(ErasureReportEvent::report)
                    .filter(report -> report.erasureId().equals(erasureId))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  /** How many raw issues hold the person's account id, address or name, wherever. */
  private static long naming(String team, JiraUserState person) {
    return worker
        .bean(DatabaseClient.class)
        .sql("select raw, raw_size from issue_raw where team_id = $1")
        .bind(0, team)
        .map(row ->
            new String(
                RawIssue.decompress(
                    Column.of(row, "raw", byte[].class), Column.of(row, "raw_size", Integer.class)),
                StandardCharsets.UTF_8))
        .all()
        .filter(raw ->
            raw.contains(person.accountId())
                || raw.contains(person.displayName())
                || raw.contains(String.valueOf(person.emailAddress())))
        .count()
        .contextWrite(TeamScope.of(team))
        .blockOptional(BOUND)
        .orElseThrow();
  }

  private static long rows(String team, String query, String value) {
    return worker
        .bean(DatabaseClient.class)
        .sql(query.replace(" where ", " where team_id = $1 and "))
        .bind(0, team)
        .bind(1, value)
        .mapValue(Long.class)
        .one()
        .switchIfEmpty(Mono.just(0L))
        .contextWrite(TeamScope.of(team))
        .blockOptional(BOUND)
        .orElseThrow();
  }
}
