package io.issuestream.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The whole stack with two replicas of each service, while issues and pull requests change:
 * services are killed, stopped for longer than their leases and restarted, so are broker and
 * database, and Jira fails. {@code -Dissuestream.chaos.seed=} repeats what was drawn, {@code
 * -Dissuestream.chaos.seconds=} says how long it lasts.
 */
@Tag("proof")
class ChaosIT {
  private static final Duration READY = Duration.ofMinutes(15);

  @Test
  void nothingIsLostDoubledOrOldHoweverOftenAnythingDies() throws Exception {
    long seed =
        Long.getLong("issuestream.chaos.seed", ThreadLocalRandom.current().nextInt(1 << 30));
    int seconds = Integer.getInteger("issuestream.chaos.seconds", 900);
    System.out.printf(
        "Chaos: -Dissuestream.chaos.seed=%d -Dissuestream.chaos.seconds=%d%n", seed, seconds);
    try (ReplicatedStack stack = ReplicatedStack.start("chaos", Map.of());
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
      stack.awaitReady(READY);
      BackwardWrites backward = BackwardWrites.in(stack);
      try (Load load = new Load(stack, seed)) {
        Havoc havoc = new Havoc(stack, seed + 5);
        load.start(true);
        var _ = clock.schedule(havoc::end, seconds, TimeUnit.SECONDS);
        havoc.run();
        load.stop();
        System.out.printf("Done to the stack: %s%n", havoc.told());
        stack.awaitReady(READY);
        load.assertSettles(true);
        assertThat(backward.faults()).as("rows whose revision went back").isEmpty();
        assertThat(load.changes()).isGreaterThan(seconds);
      }
    }
  }
}
