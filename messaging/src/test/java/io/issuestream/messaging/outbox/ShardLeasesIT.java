package io.issuestream.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.embedded.testing.TestStack;
import io.issuestream.tenancy.TeamScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Mono;

@SpringBootTest(
    properties = {"issuestream.outbox.shards=1", "spring.cloud.function.definition="},
    classes = ShardLeasesIT.Application.class)
class ShardLeasesIT {
  private static final Duration BOUND = Duration.ofSeconds(20);

  @Autowired private DatabaseClient database;
  @Autowired private OutboxRelay relay;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    TestStack.register("shardleases", registry::add);
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {}

  /** The application's own relay would have a share. */
  @BeforeEach
  void alone() {
    relay.stop();
    Awaitility.await().atMost(BOUND).until(() -> !relay.isRunning());
    done(database.sql("delete from outbox_replica").fetch().rowsUpdated().then());
    done(database.sql("delete from outbox_lease").fetch().rowsUpdated().then());
  }

  @Test
  void sharesShardsOutEvenlyAmongThoseWhoLive() {
    ShardLeases leases = new ShardLeases(database, 5, Duration.ofMinutes(1));
    UUID first = UUID.randomUUID();
    assertThat(kept(leases, first).own()).containsExactlyInAnyOrder(0, 1, 2, 3, 4);

    UUID second = UUID.randomUUID();
    assertThat(kept(leases, second).own()).isEmpty();
    ShardLeases.Held held = kept(leases, first);
    assertThat(held.surplus().size()).isBetween(2, 3);
    assertThat(held.own()).hasSize(5 - held.surplus().size());
    // Until it has given them up they are nobody else's.
    assertThat(kept(leases, second).own()).isEmpty();
    done(leases.give(first, held.surplus()));
    assertThat(kept(leases, second).own()).isEqualTo(held.surplus());
    assertThat(kept(leases, first)).isEqualTo(new ShardLeases.Held(held.own(), Set.of()));
  }

  @Test
  void leavesNoShardToNobodyAndGivesEachToOne() {
    ShardLeases leases = new ShardLeases(database, 4, Duration.ofMinutes(1));
    List<UUID> replicas = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    List<Set<Integer>> shares = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      shares.clear();
      for (UUID replica : replicas) {
        ShardLeases.Held held = kept(leases, replica);
        done(leases.give(replica, held.surplus()));
        shares.add(held.own());
      }
      shares.set(0, kept(leases, replicas.getFirst()).own());
    }
    assertThat(shares).allSatisfy(share -> assertThat(share).hasSizeBetween(1, 2));
    assertThat(union(shares)).containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(shares.stream().mapToInt(Set::size).sum()).isEqualTo(4);

    done(leases.leave(replicas.getFirst()));
    shares.clear();
    replicas.subList(1, 3).forEach(replica -> shares.add(kept(leases, replica).own()));
    assertThat(shares).allSatisfy(share -> assertThat(share).hasSize(2));
    assertThat(union(shares)).containsExactlyInAnyOrder(0, 1, 2, 3);
  }

  @Test
  void takesFromOneThatStandsStillAndWakesUpWithNothing() {
    ShardLeases brief = new ShardLeases(database, 2, Duration.ofMillis(700));
    UUID still = UUID.randomUUID();
    assertThat(kept(brief, still).own()).containsExactlyInAnyOrder(0, 1);
    UUID other = UUID.randomUUID();
    ShardLeases leases = new ShardLeases(database, 2, Duration.ofMinutes(1));
    Awaitility.await()
        .atMost(BOUND)
        .untilAsserted(() -> assertThat(kept(leases, other).own()).containsExactlyInAnyOrder(0, 1));
    assertThat(kept(leases, still)).isEqualTo(new ShardLeases.Held(Set.of(), Set.of()));
  }

  private static Set<Integer> union(List<Set<Integer>> shares) {
    var all = new HashSet<Integer>();
    shares.forEach(all::addAll);
    return all;
  }

  private static ShardLeases.Held kept(ShardLeases leases, UUID holder) {
    return Objects.requireNonNull(
        leases.keep(holder).contextWrite(TeamScope.system()).block(BOUND));
  }

  private static void done(Mono<Void> work) {
    work.contextWrite(TeamScope.system()).block(BOUND);
  }
}
