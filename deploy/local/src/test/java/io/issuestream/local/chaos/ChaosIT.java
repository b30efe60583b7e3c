package io.issuestream.local.chaos;

import io.issuestream.local.parts.Replicas;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A minute of what {@link ChaosProofIT} does. */
@Tag("proof")
class ChaosIT {

  @Test
  void nothingIsLostDoubledOrOldHoweverOftenAnythingDies() throws Exception {
    Chaos.run(Replicas.parse("1,sync-worker=2,metrics-service=2"), 900, Duration.ofMinutes(1));
  }
}
