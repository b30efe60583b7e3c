package io.issuestream.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.local.parts.Replicas;
import io.issuestream.local.parts.StackParts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Database, broker and Jira are away, one after the other, under load: services stay up, within
 * their memory, and catch up without a hand. {@code -Dissuestream.outage.server-seconds=}, {@code
 * -Dissuestream.outage.jira-seconds=}.
 */
@Tag("proof")
class OutageIT {
  private static final Duration READY = Duration.ofMinutes(15);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration KILL = Duration.ofMillis(250);

  /** Only a count tells of what was deleted, and after an interval's run it is six hours off. */
  private static final Map<String, String> SETTINGS = Map.of("ISSUESTREAM_SYNC_CENSUS_EVERY", "1s");

  /** Heap, and what Java needs beside it. */
  private static final long MOST_MEGABYTES = 768 + 450;

  @Test
  void servicesWaitAndCatchUpByThemselves() throws Exception {
    Duration server =
        Duration.ofSeconds(Integer.getInteger("issuestream.outage.server-seconds", 60));
    Duration jira = Duration.ofSeconds(Integer.getInteger("issuestream.outage.jira-seconds", 600));
    try (ReplicatedStack stack = ReplicatedStack.start("outage", Replicas.parse("2"), SETTINGS)) {
      stack.awaitReady(READY);
      try (Load load = new Load(stack, 1, 900);
          Repeating looking = new Repeating()) {
        Graphs graphs = new Graphs(stack);
        looking.every(LOOK, graphs::look);
        load.start(false);
        var _ = graphs.told();
        load.goOnFor(Duration.ofSeconds(10));
        System.out.printf("Before: %s%n", graphs.told());
        Map<String, Integer> restarts = restarts(stack);
        away(stack, graphs, "postgresql", server);
        away(stack, graphs, "kafka", server);
        away(stack, graphs, StackParts.SANDBOX, jira);
        assertThat(restarts(stack)).as("starts of services").isEqualTo(restarts);
        load.stop();
        load.assertSettles(false);
        looking.stop();
        System.out.printf("While it caught up: %s%n", graphs.told());
        assertThat(restarts(stack)).as("starts of services").isEqualTo(restarts);
        assertThat(graphs.mostMemory()).as("memory (MB)").isBetween(1.0, (double) MOST_MEGABYTES);
      }
    }
  }

  /**
   * Servers are killed as often as they come back; Jira stands still, which is worse: it takes
   * connections and says nothing.
   */
  private static void away(ReplicatedStack stack, Graphs graphs, String part, Duration length)
      throws Exception {
    boolean stands = part.equals(StackParts.SANDBOX);
    try (Repeating taking = new Repeating()) {
      if (stands) {
        stack.process(part).ifPresent(process -> ReplicatedStack.signal(process, "STOP"));
      } else {
        taking.every(KILL, () -> stack.process(part).ifPresent(ProcessHandle::destroyForcibly));
      }
      taking.goOnFor(length);
      taking.stop();
      System.out.printf("%s away for %d s: %s%n", part, length.toSeconds(), graphs.told());
    } finally {
      if (stands) {
        stack.process(part).ifPresent(process -> ReplicatedStack.signal(process, "CONT"));
      }
    }
    Instant back = Instant.now();
    stack.awaitReady(READY);
    System.out.printf(
        "%s away for %d s, all ready %d s later; at most: %s%n",
        part, length.toSeconds(), Duration.between(back, Instant.now()).toSeconds(), graphs.told());
  }

  private static Map<String, Integer> restarts(ReplicatedStack stack) {
    Map<String, Integer> restarts = new TreeMap<>();
    stack.state().parts().stream()
        .filter(part -> Replicas.serviceOf(part.name()).isPresent())
        .forEach(part -> restarts.put(part.name(), part.restarts()));
    return restarts;
  }
}
