package io.issuestream.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.local.parts.Replicas;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Issues and pull requests change, while services are killed, stopped for longer than their leases
 * and restarted, so are broker and database, and Jira fails. {@code -Dissuestream.chaos.seed=}
 * repeats what was drawn, {@code -Dissuestream.chaos.seconds=} says how long it lasts, {@code
 * -Dissuestream.chaos.replicas=} by how many.
 */
final class Chaos {
  private static final Duration READY = Duration.ofMinutes(15);

  private Chaos() {}

  /**
   * Starts a stack, harms it, and asserts that nothing was lost, doubled or old.
   *
   * @param replicas unless another number is asked for
   * @param issues how many there are in the beginning
   * @param length unless another is asked for
   */
  static void run(Replicas replicas, int issues, Duration length) throws Exception {
    long seed =
        Long.getLong("issuestream.chaos.seed", ThreadLocalRandom.current().nextInt(1 << 30));
    int seconds = Integer.getInteger("issuestream.chaos.seconds", (int) length.toSeconds());
    System.out.printf(
        "Chaos: -Dissuestream.chaos.seed=%d -Dissuestream.chaos.seconds=%d%n", seed, seconds);
    try (ReplicatedStack stack = ReplicatedStack.start("chaos", replicas, Map.of());
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
      stack.awaitReady(READY);
      BackwardWrites backward = BackwardWrites.in(stack);
      try (Load load = new Load(stack, seed, issues)) {
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
