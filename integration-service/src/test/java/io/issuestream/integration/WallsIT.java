package io.issuestream.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.issuestream.messaging.replay.Projection;
import io.issuestream.messaging.replay.ReplayTables;
import io.issuestream.messaging.wall.Walls;
import io.issuestream.tenancy.TeamScope;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The wall between teams around this service's tables. */
class WallsIT extends ServiceIT {

  @Autowired private Projection projection;

  @Test
  void aReplayKnowsEveryTable() {
    assertThat(ReplayTables.ofStates(database, projection)).containsExactly("sync_progress");
  }

  @Test
  void standsAroundEveryTableThatHoldsATeamsRows() {
    assertThat(Walls.missing(database)).isEmpty();
    assertThat(Walls.standing(database)).contains("outbox_state").hasSizeGreaterThan(3);
    assertThat(Walls.withoutTeam(database))
        .containsExactly(
            "databasechangelog",
            "outbox_lease",
            "outbox_mark",
            "outbox_position",
            "outbox_replica");
  }

  @Test
  void hidesAConnectionFromAQueryThatForgetsItsTeam() {
    connect(admin(), cloud()).expectStatus().isCreated();
    String other = newTeam();
    String forgetful = "select team_id from jira_connection";

    assertThat(texts(forgetful, TeamScope.of(team))).containsExactly(team);
    assertThat(texts(forgetful, TeamScope.of(other))).isEmpty();
    assertThat(texts(forgetful, TeamScope.none())).isEmpty();
    assertThat(texts(forgetful, TeamScope.system())).contains(team);
  }

  @Test
  void letsNoStatementReachAnotherTeamsConnectionByItsId() {
    connect(admin(), cloud()).expectStatus().isCreated();
    TeamScope other = TeamScope.of(newTeam());
    String id = texts("select connection_id from jira_connection", TeamScope.of(team)).getFirst();
    String where = " where team_id = '%s' and connection_id = '%s'".formatted(team, id);

    assertThat(texts("select base_url from jira_connection" + where, other)).isEmpty();
    assertThat(changed("update jira_connection set revision = 99" + where, other)).isZero();
    assertThat(changed("delete from jira_connection" + where, other)).isZero();
    assertThatThrownBy(() ->
            changed(
                "insert into github_hook (team_id, hook_id, secret, created_by) values ('%s', 'h', '', 'x')"
                    .formatted(team),
                other))
        .hasMessageContaining("row-level security");
    assertThat(texts("select connection_id from jira_connection" + where, TeamScope.of(team)))
        .containsExactly(id);
  }

  private List<String> texts(String sql, TeamScope scope) {
    return database
        .sql(sql)
        .mapValue(String.class)
        .all()
        .collectList()
        .contextWrite(scope)
        .blockOptional(Duration.ofSeconds(20))
        .orElseThrow();
  }

  private long changed(String sql, TeamScope scope) {
    return database
        .sql(sql)
        .fetch()
        .rowsUpdated()
        .contextWrite(scope)
        .blockOptional(Duration.ofSeconds(20))
        .orElseThrow();
  }
}
