package io.issuestream.local.chaos;

import io.issuestream.local.parts.Replicas;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** As much of {@link ChaosProofIT} as every build has time for. */
class ChaosIT {

  @Test
  void nothingIsLostDoubledOrOldHoweverOftenAnythingDies() throws Exception {
    Chaos.run(Replicas.parse("1,sync-worker=2,metrics-service=2"), 300, Duration.ofMinutes(1));
  }
}
