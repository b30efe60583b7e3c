package io.issuestream.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.embedded.testing.TestDatabase;
import io.issuestream.embedded.testing.TestStack;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import liquibase.integration.spring.SpringLiquibase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Two relays as processes, killed or stopped beyond their lease in the very middle of publishing.
 * {@code -Dissuestream.relay.seed=} repeats what was drawn, {@code -Dissuestream.relay.rounds=}
 * goes on for longer.
 */
class RelayChaosIT {
  private static final Duration BOUND = Duration.ofMinutes(2);
  private static final int KEYS = 400;

  private static final String BUMP =
      """
      with bumped as (
        insert into outbox_state as s (topic, message_key, team_id, shard, type, revision, event_time, data)
        select 'metrics.flow', 'alpha/K' || k, 'alpha', k % 2, 'io.issuestream.metrics.flow.updated.v1', 1,
          clock_timestamp(), convert_to('1', 'UTF8')
        from generate_series(1, ?) k
        on conflict (topic, message_key) do update
          set revision = s.revision + 1, data = convert_to((s.revision + 1)::text, 'UTF8')
        returning shard, topic, message_key, revision),
      marked as (
        insert into outbox_mark (shard, topic, message_key, revision)
        select shard, topic, message_key, revision from bumped
        on conflict (shard, topic, message_key) do update set revision = excluded.revision
        returning 1)
      select pg_notify('issuestream_outbox', '') from (select count(*) as n from marked) c where n > 0
      """;

  private final TestStack stack = TestStack.create("relaychaos");
  private final List<Process> relays = new ArrayList<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  @Test
  void whateverBecomesOfARelayNoRevisionIsLostOrGoesBack() throws Exception {
    long seed =
        Long.getLong("issuestream.relay.seed", ThreadLocalRandom.current().nextInt(1 << 30));
    int rounds = Integer.getInteger("issuestream.relay.rounds", 2);
    System.out.printf("Relays: -Dissuestream.relay.seed=%d%n", seed);
    migrate();
    try (Connection connection = connect()) {
      relays.add(relay());
      relays.add(relay());
      settle(connection);
      Random random = new Random(seed);
      for (int round = 0; round < rounds; round++) {
        disturb(connection, random, random.nextInt(3) == 0);
      }
      settle(connection);
      check(connection, rounds);
    } finally {
      relays.forEach(Process::destroyForcibly);
      clock.shutdownNow();
    }
  }

  /** Kills or stops one just after it was given much to do, and changes everything meanwhile. */
  private void disturb(Connection connection, Random random, boolean kill) throws Exception {
    bump(connection);
    // Not to wait for something: to come at another moment of its publishing each time.
    clock.schedule(() -> {}, random.nextInt(60), TimeUnit.MILLISECONDS).get();
    int which = random.nextInt(relays.size());
    Process relay = relays.get(which);
    if (kill) {
      relay.destroyForcibly().waitFor();
      relays.set(which, relay());
    } else {
      signal(relay, "STOP");
    }
    ScheduledFuture<?> bumping =
        clock.scheduleWithFixedDelay(() -> bump(connection), 0, 100, TimeUnit.MILLISECONDS);
    clock
        .schedule(
            () -> bumping.cancel(false),
            RelayProcess.LEASE.multipliedBy(3).toMillis(),
            TimeUnit.MILLISECONDS)
        .get();
    assertThat(bumping.state()).isEqualTo(Future.State.CANCELLED);
    if (!kill) {
      signal(relay, "CONT");
    }
    bump(connection);
    settle(connection);
  }

  /** What is on the topic, in its order, rises; and its end is what was written last. */
  private void check(Connection connection, int rounds) throws SQLException {
    Map<String, Long> last = new TreeMap<>();
    long records = 0;
    long repeated = 0;
    for (ConsumerRecord<String, String> record : committed()) {
      long revision = Long.parseLong(record.value());
      long before = last.getOrDefault(record.key(), 0L);
      assertThat(revision)
          .as("%s at offset %d of %d", record.key(), record.offset(), record.partition())
          .isGreaterThanOrEqualTo(before);
      repeated += revision == before ? 1 : 0;
      records++;
      last.put(record.key(), revision);
    }
    Map<String, Long> written = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select message_key, revision from outbox_state")) {
      while (rows.next()) {
        written.put(rows.getString(1), rows.getLong(2));
      }
    }
    System.out.printf(
        "%d rounds, %d records, %d of them a second time%n", rounds, records, repeated);
    assertThat(written).hasSize(KEYS);
    assertThat(last).isEqualTo(written);
  }

  private List<ConsumerRecord<String, String>> committed() {
    var config = new HashMap<String, Object>();
    config.put("bootstrap.servers", stack.bootstrapServers());
    config.put("isolation.level", "read_committed");
    var records = new ArrayList<ConsumerRecord<String, String>>();
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(stack.topicPrefix() + "metrics.flow").stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  private static void bump(Connection connection) {
    try (PreparedStatement statement = connection.prepareStatement(BUMP)) {
      statement.setInt(1, KEYS);
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void settle(Connection connection) {
    await("everything to leave")
        .atMost(BOUND)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> {
          try (Statement statement = connection.createStatement();
              ResultSet rows =
                  statement.executeQuery(
                      """
                      select (select count(*) from outbox_mark) = 0
                        and (select count(distinct holder) from outbox_lease where expires_at > now()) = 2
                      """)) {
            return rows.next() && rows.getBoolean(1);
          }
        });
  }

  private Process relay() throws Exception {
    TestDatabase database = stack.database();
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            RelayProcess.class.getName(),
            database.r2dbcUrl(),
            database.owner().name(),
            database.owner().password(),
            stack.bootstrapServers(),
            stack.topicPrefix())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void signal(Process process, String name) throws Exception {
    var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    assertThat(kill.waitFor())
        .as(new String(kill.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .isZero();
  }

  /** As the owner, who sees every row. */
  private Connection connect() throws SQLException {
    TestDatabase database = stack.database();
    return DriverManager.getConnection(
        database.jdbcUrl(), database.owner().name(), database.owner().password());
  }

  private void migrate() throws Exception {
    TestDatabase database = stack.database();
    var liquibase = new SpringLiquibase();
    liquibase.setDataSource(
        new DriverManagerDataSource(
            database.jdbcUrl(), database.owner().name(), database.owner().password()));
    liquibase.setResourceLoader(new DefaultResourceLoader());
    liquibase.setChangeLog("classpath:db/changelog/test-master.yaml");
    liquibase.afterPropertiesSet();
  }
}
