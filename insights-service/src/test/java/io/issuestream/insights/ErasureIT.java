package io.issuestream.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.erasure.ErasureReport;
import io.issuestream.contracts.erasure.ErasureReportEvent;
import io.issuestream.contracts.erasure.PersonErasure;
import io.issuestream.contracts.erasure.PersonErasureRequested;
import io.issuestream.contracts.erasure.TeamErasureRequested;
import io.issuestream.contracts.issue.StatusCategory;
import io.issuestream.contracts.match.MatchEvidence;
import io.issuestream.contracts.match.MatchOutcome;
import io.issuestream.contracts.match.UserMatchState;
import io.issuestream.contracts.match.UserMatched;
import io.issuestream.edge.testing.TestTokens;
import io.issuestream.embedded.testing.TestStack;
import io.issuestream.erasure.ErasedPeople;
import io.issuestream.erasure.ErasureKey;
import io.issuestream.erasure.Identifiers;
import io.issuestream.messaging.deadletter.DeadLetterOffice;
import io.issuestream.messaging.deadletter.LetterFilter;
import io.issuestream.tenancy.TeamScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A person, then a team, is erased from what this service holds. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "issuestream.erasure.sweep-every=500ms")
class ErasureIT extends InsightsTestBase {

  private static final TestStack STACK = TestStack.create("insightserasure");
  private static final TopicClient TOPICS = new TopicClient(STACK);

  // Her user name on a Data Center is her login.
  private static final Identifiers WREN =
      Identifiers.of("acc-wren-0001", "wren@erase.example", "Wren Erase", "wrenerase")
          .and(Identifiers.of("WrenErase", null, null, null));

  @Autowired private DatabaseClient database;
  @Autowired private ErasedPeople people;
  @Autowired private DeadLetterOffice letters;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) throws IOException {
    STACK.handTo(registry::add);
    TestTokens.register(registry::add);
    Path key = Files.createTempFile("erasure", ".json");
    Files.writeString(key, ErasureKey.fresh());
    registry.add("issuestream.erasure.key-file", key::toString);
  }

  @AfterAll
  static void disconnect() {
    TOPICS.close();
  }

  @Test
  void whoIsErasedIsInNoLetterWhileFindingsStay() {
    for (String team : List.of("erasing", "keeping")) {
      givenAPast(team);
    }
    Map<String, Object> linkage = body("erasing", "/api/v1/pr-linkage");
    ErasureKey key = people.key();

    TOPICS.send(
        new PersonErasureRequested(
            "erasing",
            1,
            new PersonErasure(
                "e-wren",
                Instant.now(),
                List.of("p-1"),
                List.of("m-1"),
                key.marks("erasing", WREN),
                key.seal("erasing", "e-wren", WREN))));

    assertThat(report("erasing", "e-wren").counts()).isEqualTo(Map.of("dead letters", 1L));
    assertThat(letters("erasing")).as("one is about somebody else").isOne();
    assertThat(letters("keeping")).isEqualTo(2);
    TOPICS.sendRaw(Topic.USER_MATCHES, "erasing/p-1", null);
    await().atMost(BOUND).until(() -> count("erasing", "user_match") == 0);
    assertThat(count("keeping", "user_match")).isOne();
    assertThat(body("erasing", "/api/v1/pr-linkage")).isEqualTo(linkage);
  }

  @Test
  void nothingOfADeletedTeamIsLeftNorStays() {
    for (String team : List.of("leaving", "staying")) {
      givenAPast(team);
    }

    TOPICS.send(new TeamErasureRequested("leaving", 1, "e-team", Instant.now()));

    assertThat(report("leaving", "e-team").counts())
        .containsEntry("dead letters", 2L)
        .containsEntry("issue", 1L)
        .containsEntry("pull_request", 1L)
        .containsKey("tombstones");
    // Comes late, after the deletion.
    TOPICS.send(Facts.issue("leaving", 2, 1, "ABC-1", StatusCategory.TODO));
    TOPICS.sendRaw(Topic.JIRA_ISSUES, "leaving/4", "late, torn");
    await()
        .atMost(BOUND)
        .untilAsserted(() -> {
          assertThat(rows("leaving")).isZero();
          assertThat(letters("leaving")).isZero();
        });
    assertThat(letters("staying")).isEqualTo(2);
    assertThat(count("staying", "issue")).isOne();
    assertThat(count("staying", "pull_request")).isOne();
  }

  private void givenAPast(String team) {
    TOPICS.send(
        Facts.issue(team, 1, 1, "ABC-1", StatusCategory.DONE),
        Facts.pullRequest(team, 1, "o/r", 1, "ABC-1 first", "main"),
        new UserMatched(
            team,
            1,
            new UserMatchState("p-1", "m-1", MatchOutcome.MATCHED, MatchEvidence.EMAIL, false)));
    TOPICS.sendRaw(Topic.CODE_PULL_REQUESTS, team + "/o/r#2", "{\"author\":\"WrenErase\"}");
    TOPICS.sendRaw(Topic.JIRA_ISSUES, team + "/3", "torn");
    awaitCaughtUp(team, 1, 1, BOUND);
    await()
        .atMost(BOUND)
        .until(() -> letters(team) == 2 && count(team, "user_match") == 1 && linkages(team) == 1);
  }

  private static ErasureReport report(String team, String erasureId) {
    return await()
        .atMost(BOUND)
        .until(
            () ->
                TOPICS.all(ErasureReportEvent.class).stream()
                    .filter(event -> event.teamId().equals(team))
                    .map(ErasureReportEvent::report)
                    .filter(report -> report.erasureId().equals(erasureId))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private int letters(String team) {
    return letters
        .list(new LetterFilter(Set.of(), null, null, team), null, 10)
        .blockOptional(BOUND)
        .orElseThrow()
        .size();
  }

  private long linkages(String team) {
    return count(team, "pr_linkage");
  }

  private long rows(String team) {
    return List.of("issue", "issue_name", "pull_request", "user_match", "pr_linkage", "insight")
        .stream()
        .mapToLong(table -> count(team, table))
        .sum();
  }

  private long count(String team, String table) {
    return database
        .sql("select count(*) from " + table + " where team_id = $1")
        .bind(0, team)
        .mapValue(Long.class)
        .one()
        .contextWrite(TeamScope.of(team))
        .blockOptional(BOUND)
        .orElseThrow();
  }
}
