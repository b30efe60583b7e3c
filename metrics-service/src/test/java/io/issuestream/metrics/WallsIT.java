package io.issuestream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.messaging.wall.Walls;
import org.junit.jupiter.api.Test;

/** The wall between teams around this service's tables. */
class WallsIT extends RunningMetricsService {

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
