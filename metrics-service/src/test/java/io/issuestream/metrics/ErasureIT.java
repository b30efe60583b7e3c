package io.issuestream.metrics;

import static io.issuestream.metrics.SprintBuilder.sprint;
import static io.issuestream.metrics.SprintBuilder.upserted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.erasure.ErasureReport;
import io.issuestream.contracts.erasure.ErasureReported;
import io.issuestream.contracts.erasure.PersonErasure;
import io.issuestream.contracts.erasure.PersonErasureRequested;
import io.issuestream.contracts.issue.StatusCategory;
import io.issuestream.contracts.match.MatchEvidence;
import io.issuestream.contracts.match.MatchOutcome;
import io.issuestream.contracts.match.UserMatchState;
import io.issuestream.contracts.match.UserMatched;
import io.issuestream.contracts.metrics.SprintMetricsUpdated;
import io.issuestream.contracts.sprint.SprintPhase;
import io.issuestream.erasure.ErasedPeople;
import io.issuestream.erasure.ErasureKey;
import io.issuestream.erasure.Identifiers;
import io.issuestream.messaging.deadletter.DeadLetterOffice;
import io.issuestream.messaging.deadletter.LetterFilter;
import io.issuestream.tenancy.TeamScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A person is erased whom this service knows by a reference, an audit entry and dead letters. */
class ErasureIT extends RunningMetricsService {

  private static final String TEAM = "erasing";
  private static final String OTHER = "keeping";
  private static final Identifiers ANN =
      Identifiers.of("acc-ann-00001", "ann@erase.example", "Ann Érase", "annerase");

  @Autowired private ErasedPeople people;
  @Autowired private DeadLetterOffice letters;

  @Test
  void whoIsErasedIsInNoLetterAndNoEntryWhileFiguresStay() {
    for (String team : List.of(TEAM, OTHER)) {
      topics()
          .publish(
              upserted(team, 1, sprint(7, SprintPhase.CLOSED, START, END)),
              issue(
                  team,
                  1,
                  issue(1)
                      .with(3, "p-ann", 7)
                      .becomes(StatusCategory.DONE, "2026-03-05T00:00:00Z")),
              new UserMatched(
                  team,
                  1,
                  new UserMatchState(
                      "p-ann", "m-1", MatchOutcome.MATCHED, MatchEvidence.EMAIL, false)));
      settled(team, 1);
      topics().publishRaw(Topic.JIRA_ISSUES, team + "/2", "torn, by Ann Érase");
      topics().publishRaw(Topic.JIRA_ISSUES, team + "/3", "{\"a\":[{\"by\":\"Ann \\u00c9rase\"}]}");
      topics().publishRaw(Topic.JIRA_SPRINTS, team + "/4", "{\"login\":\"AnnErase\"}");
      topics().publishRaw(Topic.JIRA_SPRINTS, team + "/5", "{\"name\":\"Anne Rase\"}");
      await().atMost(PATIENCE).until(() -> letters(team) == 4);
    }
    assertThat(audited(TEAM)).isOne();
    JsonNode figures = figures(TEAM);
    List<SprintMetricsUpdated> published = published(TEAM, 7);

    ErasureReport report = erased();

    assertThat(report.counts()).containsEntry("audit_entry", 1L).containsEntry("dead letters", 3L);
    assertThat(report.places()).isEmpty();
    assertThat(letters(TEAM)).as("one is about somebody else").isOne();
    assertThat(letters(OTHER)).isEqualTo(4);
    // What user-matcher does about them.
    topics().publishRaw(Topic.USER_MATCHES, TEAM + "/p-ann", null);
    await().atMost(PATIENCE).until(() -> count(TEAM, "person_match") == 0);
    assertThat(count(OTHER, "person_match")).isOne();
    assertThat(json(TEAM, "/sprints/7").path("memberIds")).as("p-ann leads to nobody").isEmpty();
    assertThat(figures(TEAM)).isEqualTo(figures);
    assertThat(published(TEAM, 7)).isEqualTo(published);
  }

  private JsonNode figures(String team) {
    return ((ObjectNode) json(team, "/sprints/7")).without("memberIds");
  }

  private ErasureReport erased() {
    ErasureKey key = people.key();
    topics()
        .publish(
            new PersonErasureRequested(
                TEAM,
                1,
                new PersonErasure(
                    "e-ann",
                    Instant.now(),
                    List.of("p-ann"),
                    List.of("m-1"),
                    key.marks(TEAM, ANN),
                    key.seal(TEAM, "e-ann", ANN))));
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                topics().read(Topic.TEAM_ERASURE_REPORTS, ErasureReported.class).stream()
                    .map(ErasureReported::report)
                    .filter(report -> report.erasureId().equals("e-ann"))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private int letters(String team) {
    return letters
        .list(new LetterFilter(Set.of(), null, null, team), null, 10)
        .blockOptional(PATIENCE)
        .orElseThrow()
        .size();
  }

  private long audited(String team) {
    return database
        .sql(
            """
            insert into audit_entry (team_id, subject, roles, acting_for, action, target, outcome,
              status, client_address)
            values ($1, 'Ann@Erase.example', '{team_admin}', false, 'POST /', '', 'succeeded', 200, '')
            """)
        .bind(0, team)
        .fetch()
        .rowsUpdated()
        .contextWrite(TeamScope.of(team))
        .blockOptional(PATIENCE)
        .orElseThrow();
  }

  private long count(String team, String table) {
    return database
        .sql("select count(*) from " + table + " where team_id = $1")
        .bind(0, team)
        .mapValue(Long.class)
        .one()
        .contextWrite(TeamScope.of(team))
        .blockOptional(PATIENCE)
        .orElseThrow();
  }
}
