package io.issuestream.local.chaos;

import io.issuestream.local.parts.Replicas;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What {@link ChaosProofIT} does, for two minutes and in every build. */
class ChaosIT {

  @Test
  void nothingIsLostDoubledOrOldHoweverOftenAnythingDies() throws Exception {
    Chaos.run(Replicas.parse("1,sync-worker=2,metrics-service=2"), 900, Duration.ofMinutes(2));
  }
}
