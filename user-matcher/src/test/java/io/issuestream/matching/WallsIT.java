package io.issuestream.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.edge.testing.TestTokens;
import io.issuestream.embedded.testing.TestStack;
import io.issuestream.messaging.replay.Projection;
import io.issuestream.messaging.replay.ReplayTables;
import io.issuestream.messaging.wall.Walls;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The wall between teams around this service's tables. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class WallsIT {

  @Autowired private DatabaseClient database;
  @Autowired private Projection projection;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    TestStack.register("matchingwalls", registry::add);
    TestTokens.register(registry::add);
  }

  @Test
  void aReplayKnowsEveryTable() {
    assertThat(ReplayTables.ofStates(database, projection)).containsExactly("jira_account");
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
}
