package io.issuestream.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.local.parts.Replicas;
import io.issuestream.local.parts.ServiceSpec;
import io.issuestream.local.supervisor.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every replica is restarted in its turn under load, half of them before and half after the next
 * release's migration, while events of the next release and of the one before come by: whoever
 * reads notices nothing.
 */
@Tag("proof")
class RollingRestartIT {
  private static final Duration READY = Duration.ofMinutes(15);
  private static final Duration STOP = Duration.ofSeconds(30);

  @Test
  void nobodyWhoReadsSeesAnError() throws Exception {
    try (ReplicatedStack stack = ReplicatedStack.start("rolling", Replicas.parse("2"), Map.of())) {
      stack.awaitReady(READY);
      assertThat(ServiceSpec.ALL).allSatisfy(one -> assertThat(stack.replicas(one)).hasSize(2));
      try (Load load = new Load(stack, 1, 900);
          Repeating looking = new Repeating()) {
        Reader reader = new Reader(load.admin());
        Freshness freshness = new Freshness(stack.kafka(), load.team());
        load.start(true);
        looking.every(Duration.ofMillis(1), reader::readAll);
        looking.every(Duration.ofMillis(1), freshness::look);
        List<Duration> stops = new ArrayList<>();
        OtherRelease other = new OtherRelease(stack, load.team());
        restartAll(stack, 1, other, stops);
        other.writeNewer();
        other.writeOlder();
        restartAll(stack, 2, other, stops);
        other.writeNewer();
        other.writeOlder();
        looking.stop();
        freshness.close();
        load.stop();
        System.out.printf(
            "Restarted %d replicas, each stopped within %d ms; %d answers, %d errors; freshness %s%n",
            stops.size(),
            stops.stream().mapToLong(Duration::toMillis).max().orElse(0),
            reader.answers(),
            reader.errors().size(),
            freshness.told());
        load.assertSettles(true);
        assertThat(reader.errors()).isEmpty();
        assertThat(reader.answers()).isPositive();
        assertThat(stops).allSatisfy(stop -> assertThat(stop).isLessThan(STOP));
      }
    }
  }

  /** The first replica of a service is the first of the next release, so it migrates. */
  private static void restartAll(
      ReplicatedStack stack, int number, OtherRelease other, List<Duration> stops) {
    for (ServiceSpec service : ServiceSpec.ALL) {
      stops.add(restart(stack, new Replicas.Replica(service, number).name()));
      if (number == 1) {
        other.expand(service);
      }
    }
  }

  /** How long it took to end. */
  private static Duration restart(ReplicatedStack stack, String part) {
    ProcessHandle before = stack.process(part).orElseThrow();
    Instant begun = Instant.now();
    before.destroy();
    await(part + " to end").atMost(Duration.ofMinutes(1)).until(() -> !before.isAlive());
    Duration took = Duration.between(begun, Instant.now());
    await(part + " to serve again")
        .atMost(READY)
        .pollInterval(Duration.ofMillis(200))
        .until(() ->
            stack.state().part(part).orElseThrow().condition() == Condition.READY
                && stack.process(part).filter(now -> !now.equals(before)).isPresent());
    return took;
  }
}
