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
 * release's migration: whoever reads notices nothing.
 */
@Tag("proof")
class RollingRestartIT {
  private static final Duration READY = Duration.ofMinutes(15);

  /** What an expanding migration does, to every table there is. */
  private static final String EXPAND =
      """
      do $$
      declare one regclass;
      begin
        for one in
          select c.oid::regclass from pg_class c
          where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
            and c.relname not like 'databasechangelog%'
        loop
          execute format('alter table %s add column if not exists of_the_next_release text', one);
        end loop;
      end
      $$
      """;

  @Test
  void nobodyWhoReadsSeesAnError() throws Exception {
    try (ReplicatedStack stack = ReplicatedStack.start("rolling", Map.of())) {
      stack.awaitReady(READY);
      Load load = new Load(stack, 1);
      Reader reader = new Reader(load.admin());
      Freshness freshness = new Freshness(stack.kafka(), load.team());
      load.start(true);
      Thread reading = Thread.ofPlatform().name("reader").start(reader::run);
      Thread looking = Thread.ofPlatform().name("freshness").start(freshness::run);
      List<Duration> stops = new ArrayList<>();
      for (int number = 1; number <= 2; number++) {
        for (ServiceSpec service : ServiceSpec.ALL) {
          stops.add(restart(stack, new Replicas.Replica(service, number).name()));
          if (number == 1) {
            stack.execute(service, EXPAND);
          }
        }
      }
      reader.stop();
      reading.join();
      freshness.stop();
      looking.join();
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
      assertThat(stops).allSatisfy(stop -> assertThat(stop).isLessThan(Duration.ofSeconds(30)));
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
