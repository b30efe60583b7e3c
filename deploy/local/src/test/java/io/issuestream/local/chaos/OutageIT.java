package io.issuestream.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.local.parts.Replicas;
import io.issuestream.local.parts.StackParts;
import io.issuestream.local.process.ProcessFigures;
import io.issuestream.local.supervisor.PartStatus;
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
  private static final long MEGABYTE = 1024 * 1024;

  /** Heap, and what Java needs beside it. */
  private static final long MOST_MEGABYTES = 768 + 450;

  private final Map<String, Long> peak = new TreeMap<>();

  @Test
  void servicesWaitAndCatchUpByThemselves() throws Exception {
    Duration server =
        Duration.ofSeconds(Integer.getInteger("issuestream.outage.server-seconds", 60));
    Duration jira = Duration.ofSeconds(Integer.getInteger("issuestream.outage.jira-seconds", 600));
    try (ReplicatedStack stack = ReplicatedStack.start("outage", Map.of())) {
      stack.awaitReady(READY);
      Load load = new Load(stack, 1);
      load.start(false);
      Map<String, Integer> restarts = restarts(stack);
      away(stack, "postgresql", server);
      away(stack, "kafka", server);
      away(stack, StackParts.SANDBOX, jira);
      assertThat(restarts(stack)).as("starts of services").isEqualTo(restarts);
      load.stop();
      load.assertSettles(false);
      assertThat(restarts(stack)).as("starts of services").isEqualTo(restarts);
      assertThat(peak.values()).allSatisfy(mb -> assertThat(mb).isLessThan(MOST_MEGABYTES));
    }
  }

  /**
   * Servers are killed as often as they come back; Jira stands still, which is worse: it takes
   * connections and says nothing.
   */
  private void away(ReplicatedStack stack, String part, Duration length) throws Exception {
    peak.clear();
    Instant end = Instant.now().plus(length);
    boolean stands = part.equals(StackParts.SANDBOX);
    if (stands) {
      stack.process(part).ifPresent(process -> ReplicatedStack.signal(process, "STOP"));
    }
    while (Instant.now().isBefore(end)) {
      if (!stands) {
        stack.process(part).ifPresent(ProcessHandle::destroyForcibly);
      }
      look(stack);
      Thread.sleep(250);
    }
    if (stands) {
      stack.process(part).ifPresent(process -> ReplicatedStack.signal(process, "CONT"));
    }
    Instant back = Instant.now();
    stack.awaitReady(READY);
    look(stack);
    System.out.printf(
        "%s away for %d s, all ready %d s later; memory at most (MB): %s%n",
        part, length.toSeconds(), Duration.between(back, Instant.now()).toSeconds(), peak);
  }

  private void look(ReplicatedStack stack) {
    for (PartStatus part : stack.state().parts()) {
      if (Replicas.serviceOf(part.name()).isPresent()) {
        part.alive()
            .ifPresent(process ->
                peak.merge(
                    part.name(),
                    ProcessFigures.alone(process).memoryBytes() / MEGABYTE,
                    Math::max));
      }
    }
  }

  private static Map<String, Integer> restarts(ReplicatedStack stack) {
    Map<String, Integer> restarts = new TreeMap<>();
    stack.state().parts().stream()
        .filter(part -> Replicas.serviceOf(part.name()).isPresent())
        .forEach(part -> restarts.put(part.name(), part.restarts()));
    return restarts;
  }
}
