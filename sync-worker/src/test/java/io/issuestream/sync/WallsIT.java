package io.issuestream.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.issuestream.contracts.connection.JiraDeployment;
import io.issuestream.messaging.replay.Projection;
import io.issuestream.messaging.replay.ReplayTables;
import io.issuestream.messaging.wall.Walls;
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

/** The wall between teams around this service's tables: two teams read the same Jira. */
class WallsIT {

  private static final int ISSUES = 60;
  private static final TeamScope EAST = TeamScope.of("east");
  private static final TeamScope WEST = TeamScope.of("west");

  private static SyncScene scene;
  private static Worker worker;
  private static DatabaseClient database;

  @BeforeAll
  static void twoTeams() {
    scene = SyncScene.create("walls");
    scene.jira().generate(GenerateOptions.of(ISSUES, 5).in(List.of("PAY")));
    worker = Worker.start(scene);
    database = worker.bean(DatabaseClient.class);
    for (String team : List.of("east", "west")) {
      scene.connect(team, JiraDeployment.CLOUD);
      scene.track(team, "PAY");
      scene.awaitCompleted(team, "PAY", 1);
    }
  }

  @AfterAll
  static void close() {
    worker.close();
    scene.close();
  }

  @Test
  void aReplayKnowsEveryTable() {
    assertThat(ReplayTables.ofStates(database, worker.bean(Projection.class)))
        .containsExactly("jira_connection", "jira_credential", "tracked_project", "member_address");
  }

  @Test
  void standsAroundEveryTableThatHoldsATeamsRows() {
    assertThat(Walls.missing(database)).isEmpty();
    assertThat(Walls.standing(database)).contains("issue", "issue_raw", "outbox_state");
    assertThat(Walls.withoutTeam(database))
        .containsExactly(
            "databasechangelog",
            "outbox_lease",
            "outbox_mark",
            "outbox_position",
            "outbox_replica");
  }

  @Test
  void letsAForgetfulQueryCountTheCallersIssuesOnly() {
    assertThat(count("select count(*) from issue", EAST)).isEqualTo(ISSUES);
    assertThat(count("select count(*) from issue_raw", WEST)).isEqualTo(ISSUES);
    assertThat(count("select count(*) from issue", TeamScope.system())).isEqualTo(2 * ISSUES);
    assertThat(count("select count(*) from issue", TeamScope.none())).isZero();
    assertThat(count("select count(*) from outbox_state", TeamScope.none())).isZero();
  }

  @Test
  void letsNoStatementReachAnotherTeamsIssueByItsId() {
    long id = count("select min(jira_id) from issue", EAST);

    assertThat(count("select count(*) from issue where team_id = 'east' and jira_id = " + id, WEST))
        .isZero();
    assertThat(changed("update issue set summary = '' where team_id = 'east'", WEST)).isZero();
    assertThat(changed("delete from issue_raw where team_id = 'east'", WEST)).isZero();
    assertThatThrownBy(() -> changed("insert into sync_request values ('east', 'planted')", WEST))
        .hasMessageContaining("row-level security");
    assertThatThrownBy(
            () -> changed("update issue_raw set team_id = 'east' where jira_id < 0 or true", WEST))
        .isNotNull();
    assertThat(count("select count(*) from issue_raw", EAST)).isEqualTo(ISSUES);
  }

  private static long count(String sql, TeamScope scope) {
    return database
        .sql(sql)
        .mapValue(Long.class)
        .one()
        .contextWrite(scope)
        .blockOptional(Duration.ofSeconds(20))
        .orElseThrow();
  }

  private static long changed(String sql, TeamScope scope) {
    return database
        .sql(sql)
        .fetch()
        .rowsUpdated()
        .contextWrite(scope)
        .blockOptional(Duration.ofSeconds(20))
        .orElseThrow();
  }
}
