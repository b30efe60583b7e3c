package io.issuestream.local.chaos;

import io.issuestream.local.parts.Replicas;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole stack with two replicas of each service, for a quarter of an hour. */
@Tag("proof")
class ChaosProofIT {

  @Test
  void nothingIsLostDoubledOrOldHoweverOftenAnythingDies() throws Exception {
    Chaos.run(Replicas.parse("2"), 900, Duration.ofMinutes(15));
  }
}
