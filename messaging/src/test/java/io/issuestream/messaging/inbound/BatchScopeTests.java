package io.issuestream.messaging.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.sync.SyncRequestEvent;
import io.issuestream.contracts.sync.SyncRequested;
import io.issuestream.contracts.sync.SyncTrigger;
import io.issuestream.tenancy.TeamScope;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchScopeTests {

  @Test
  void isThatOfTheTeamsInTheBatch() {
    assertThat(BatchScope.of(batch(List.of(), "beta", "alpha", "beta")))
        .isEqualTo(TeamScope.of(List.of("alpha", "beta")));
  }

  @Test
  void countsTombstonesToo() {
    assertThat(BatchScope.of(batch(List.of("gamma/1"), "alpha")))
        .isEqualTo(TeamScope.of(List.of("alpha", "gamma")));
  }

  @Test
  void isEveryTeamsForARequestToEveryTeam() {
    assertThat(BatchScope.of(batch(List.of(), "*"))).isEqualTo(TeamScope.system());
  }

  @Test
  void isNotWidenedByATombstonesKey() {
    assertThat(BatchScope.of(batch(List.of("*/1", "no-team", "A,B/1"), "alpha")))
        .isEqualTo(TeamScope.of("alpha"));
    assertThat(BatchScope.of(batch(List.of("*/1")))).isEqualTo(TeamScope.none());
  }

  private static Batch<SyncRequestEvent> batch(List<String> erased, String... teams) {
    return new Batch<>(
        Arrays.stream(teams)
            .map(team ->
                new SyncRequested(team, 1, "r", SyncTrigger.NIGHTLY, null, false, null, true))
            .map(event ->
                new Received<SyncRequestEvent>(
                    event, event.teamId() + "/r", 0, 0, "e", Instant.EPOCH, new byte[0]))
            .toList(),
        erased);
  }
}
