package io.issuestream.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.Event;
import io.issuestream.contracts.Topic;
import io.issuestream.contracts.metrics.Amount;
import io.issuestream.contracts.metrics.Basis;
import io.issuestream.contracts.metrics.Confidence;
import io.issuestream.contracts.metrics.SprintMetrics;
import io.issuestream.contracts.metrics.SprintMetricsEvent;
import io.issuestream.contracts.metrics.SprintMetricsUpdated;
import io.issuestream.contracts.sprint.SprintPhase;
import io.issuestream.embedded.testing.TestStack;
import io.issuestream.messaging.deadletter.DeadLetterOffice;
import io.issuestream.messaging.deadletter.LetterFilter;
import io.issuestream.messaging.deadletter.LetterId;
import io.issuestream.messaging.deadletter.LetterSummary;
import io.issuestream.messaging.inbound.KafkaBoundary;
import io.issuestream.messaging.outbox.Outbox;
import io.issuestream.messaging.outbox.OutboxDrain;
import io.issuestream.messaging.outbox.OutboxRelay;
import io.issuestream.tenancy.TeamScope;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.PoolMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.cloud.stream.binding.InputBindingLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.messaging.Message;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

@SpringBootTest(classes = MessagingIT.Application.class)
class MessagingIT {

  private static final Duration BOUND = Duration.ofSeconds(20);
  private static TestStack stack;

  @Autowired private Outbox outbox;
  @Autowired private OutboxDrain drain;
  @Autowired private ReactiveTransactionManager transactions;
  @Autowired private RecordingHandler handler;
  @Autowired private DatabaseClient database;
  @Autowired private TransactionalOperator transaction;
  @Autowired private ConnectionPool pool;
  @Autowired private DeadLetterOffice office;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    stack = TestStack.register("messaging", registry::add);
    // It plays producer and consumer in one, which no account may.
    registry.add("issuestream.kafka.bootstrap-servers", stack::bootstrapServers);
    registry.add("issuestream.kafka.properties.security.protocol", () -> "PLAINTEXT");
    makeDeadLettersAsBefore();
  }

  /** As an earlier version made the topic, with one of its letters. */
  private static void makeDeadLettersAsBefore() {
    String name = topic("metrics.sprints.metrics-service.dlt");
    var letter = new ProducerRecord<>(name, "alpha/9", "{}".getBytes(UTF_8));
    Map.of(
            "dlt_cause", "The header ce_type is missing",
            "dlt_origin_topic", topic("metrics.sprints"),
            "dlt_origin_partition", "1",
            "dlt_origin_offset", "777")
        .forEach((header, text) -> letter.headers().add(header, text.getBytes(UTF_8)));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()));
        var producer = producer()) {
      var made = new NewTopic(name, 1, (short) 1).configs(Map.of("retention.ms", "2592000000"));
      admin.createTopics(List.of(made)).all().get();
      producer.send(letter).get();
    } catch (ExecutionException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Test
  void theOutboxStopsAfterTheConsumersWhichWriteToIt(
      @Autowired OutboxRelay relay, @Autowired InputBindingLifecycle consumers) {
    assertThat(relay.getPhase()).isLessThan(consumers.getPhase());
  }

  @Test
  void dealsWithALetterOfAnEarlierVersion() {
    LetterId id = new LetterId("metrics.sprints", 1, 777);
    LetterFilter filter = LetterFilter.of(Set.of(id));

    assertThat(office.list(filter, null, 2).block(BOUND))
        .singleElement()
        .returns("unsorted", LetterSummary::code)
        .returns("alpha/9", LetterSummary::key)
        .returns("alpha", LetterSummary::team)
        .returns(1, LetterSummary::attempts);
    assertThat(office.discard(filter, null, 2).block(BOUND).letters()).hasSize(1);
    assertThat(office.list(filter, null, 2).block(BOUND)).isEmpty();
  }

  @Test
  void publishesACommittedStateAsACloudEvent() {
    commit(sprint("alpha", 1, 1));

    await().atMost(BOUND).until(() -> handler.of(1).size() == 1);
    assertThat(handler.of(1).getFirst().event()).isEqualTo(sprint("alpha", 1, 1));
    ConsumerRecord<String, byte[]> record = onTopic("metrics.sprints", "alpha/1").getLast();
    assertThat(headers(record))
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("ce_type", "io.issuestream.metrics.sprint.updated.v1")
        .containsEntry("ce_id", "alpha/1@1")
        .containsEntry("ce_source", "/issuestream/metrics-service")
        .containsEntry("ce_subject", "1")
        .containsEntry("ce_team", "alpha")
        .containsEntry("ce_revision", "1")
        .containsEntry("content-type", "application/json")
        .containsKey("ce_time");
  }

  @Test
  void publishesNothingOfATransactionThatRollsBack() {
    Mono<Void> rolledBack =
        outbox
            .publish(List.of(sprint("alpha", 2, 1)))
            .then(Mono.error(new IllegalStateException("no")));
    TransactionalOperator.create(transactions)
        .transactional(rolledBack)
        .onErrorComplete()
        .contextWrite(TeamScope.of("alpha"))
        .block(BOUND);
    commit(sprint("alpha", 3, 1));

    await().atMost(BOUND).until(() -> handler.of(3).size() == 1);
    assertThat(handler.of(2)).isEmpty();
    assertThat(onTopic("metrics.sprints", "alpha/2")).isEmpty();
  }

  @Test
  void refusesWhatNoRecordHoldsSoThatOthersAreNotHeldUp() {
    assertThatThrownBy(() -> commit(sprint("alpha", 60, 1, "x".repeat(1_050_000))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("alpha/60 of metrics.sprints has 10");
    commit(sprint("alpha", 61, 1, "x".repeat(1_030_000)));

    await().atMost(BOUND).until(() -> handler.of(61).size() == 1);
    assertThat(handler.of(60)).isEmpty();
  }

  @Test
  void publishesMoreThanIsToBeInMemoryAtOnce() {
    List<Long> large = LongStream.range(70, 90).boxed().toList();
    commit(
        large.stream()
            .map(sprintId -> sprint("alpha", sprintId, 1, "x".repeat(1_000_000)))
            .toArray(Event[]::new));

    await().atMost(BOUND).until(() -> large.stream().allMatch(id -> handler.of(id).size() == 1));
  }

  @Test
  void givesBackTheConnectionsOfWorkWhoseAskerLeft() {
    Mono<Void> work =
        rows("select pg_sleep(0.002)")
            .then(rows("select repeat('x', 2000) from generate_series(1, 300)"));
    var moments = new Random(5);
    for (int round = 0; round < 20; round++) {
      List<Disposable> asked =
          IntStream.range(0, 30)
              .mapToObj(number -> number % 2 == 0 ? work : transaction.transactional(work))
              .map(Mono::subscribe)
              .toList();
      for (Disposable one : asked) {
        LockSupport.parkNanos(moments.nextInt(3_000_000));
        one.dispose();
      }
    }
    await()
        .atMost(BOUND)
        .untilAsserted(() ->
            assertThat(pool.getMetrics().orElseThrow())
                .returns(0, PoolMetrics::acquiredSize)
                .returns(0, PoolMetrics::pendingAcquireSize));
  }

  @Test
  void commitsATransactionWhoseAskerLeft() {
    Disposable asked =
        transaction
            .transactional(
                rows("select pg_sleep(1)").then(outbox.publish(List.of(sprint("alpha", 50, 1)))))
            .contextWrite(TeamScope.of("alpha"))
            .subscribe();
    await()
        .atMost(BOUND)
        .until(() -> pool.getMetrics().orElseThrow().acquiredSize(), acquired -> acquired > 0);
    asked.dispose();

    await().atMost(BOUND).until(() -> handler.of(50).size() == 1);
  }

  private Mono<Void> rows(String sql) {
    return database.sql(sql).fetch().all().then();
  }

  @Test
  void letsABurstOfOneAggregateCollapseAndEndsWithTheNewest() {
    var burst = new ArrayList<Event>();
    for (int revision = 1; revision <= 200; revision++) {
      burst.add(sprint("alpha", 4, revision));
    }
    commit(burst.toArray(Event[]::new));
    commit(sprint("alpha", 4, 201));
    commit(sprint("alpha", 4, 200));

    await()
        .atMost(BOUND)
        .until(() -> !handler.of(4).isEmpty() && handler.of(4).getLast().event().revision() == 201);
    assertThat(handler.of(4)).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void tellsWhenEverythingOfATeamHasLeftAndWhereTheTopicThenEnds() {
    for (int sprint = 1; sprint <= 300; sprint++) {
      commit(sprint("drained", sprint, 1));
    }
    Instant upTo = Instant.now().plusSeconds(1);

    await()
        .atMost(BOUND)
        .until(() ->
            Boolean.TRUE.equals(
                drain.drained(Topic.METRICS_SPRINTS, "drained", upTo).block(BOUND)));
    Map<String, Long> ends = drain.positions(Topic.METRICS_SPRINTS).block(BOUND);
    long records =
        onTopic("metrics.sprints", null).stream()
            .filter(record -> record.key().startsWith("drained/"))
            .count();
    assertThat(records).isEqualTo(300);
    assertThat(onTopic("metrics.sprints", null))
        .allSatisfy(record ->
            assertThat(record.offset()).isLessThan(ends.get(Integer.toString(record.partition()))));
  }

  @Test
  void putsAsideWhatCannotBeAnEventAndGoesOn() throws Exception {
    byte[] good = EventJson.write(sprint("alpha", 5, 1));
    String type = "io.issuestream.metrics.sprint.updated.v1";
    try (var producer = producer()) {
      for (var record :
          List.of(
              raw("alpha/5", "{\"broken".getBytes(UTF_8), type),
              raw("alpha/5", good, "io.issuestream.unheard.of.v1"),
              raw("beta/5", good, type),
              new ProducerRecord<>(topic("metrics.sprints"), "alpha/5", good),
              raw("alpha/5", good, "io.issuestream.jira.issue.upserted.v1"),
              raw("alpha/5", good, type))) {
        producer.send(record).get();
      }
    }

    await().atMost(BOUND).until(() -> handler.of(5).size() == 1);
    List<ConsumerRecord<String, byte[]>> letters =
        await().atMost(BOUND).until(() -> deadLetters("/5"), found -> found.size() == 5);
    assertThat(letters)
        .extracting(letter -> headers(letter).get("dlt_code"))
        .containsExactlyInAnyOrder(
            "bad-json", "unknown-type", "foreign-team", "missing-header", "wrong-topic");
    assertThat(letters)
        .extracting(letter -> headers(letter).get("dlt_cause"))
        .satisfiesExactlyInAnyOrder(
            cause -> assertThat(cause).startsWith("The data is not a SprintMetricsUpdated"),
            cause -> assertThat(cause).isEqualTo("Unknown event type io.issuestream.unheard.of.v1"),
            cause ->
                assertThat(cause).isEqualTo("The key beta/5 is not that of its event, alpha/5"),
            cause -> assertThat(cause).isEqualTo("The header ce_type is missing"),
            cause ->
                assertThat(cause)
                    .isEqualTo(
                        "io.issuestream.jira.issue.upserted.v1 does not belong on this topic"));
    assertThat(headers(letters.getFirst()))
        .containsEntry("dlt_origin_topic", topic("metrics.sprints"))
        .containsEntry("dlt_attempts", "1");
  }

  @Test
  void narrowsAFailureDownToTheRecordThatCausesIt() {
    handler.poison.add(63L);
    commit(
        sprint("alpha", 61, 1),
        sprint("alpha", 62, 1),
        sprint("alpha", 63, 1),
        sprint("alpha", 64, 1));

    await().atMost(BOUND).until(() -> !deadLetters("alpha/63").isEmpty());
    await()
        .atMost(BOUND)
        .until(() ->
            !handler.of(61).isEmpty() && !handler.of(62).isEmpty() && !handler.of(64).isEmpty());
    assertThat(handler.of(63)).isEmpty();
    assertThat(headers(deadLetters("alpha/63").getFirst()).get("dlt_cause"))
        .contains("cannot digest this sprint");
  }

  @Test
  void triesAgainWhatMayHeal() {
    handler.failuresThatHeal.set(2);
    commit(sprint("alpha", 7, 1));

    await().atMost(BOUND).until(() -> handler.of(7).size() == 1);
    assertThat(deadLetters("alpha/7")).isEmpty();
  }

  @Test
  void erasesByATombstone() {
    commit(sprint("alpha", 8, 1));
    await().atMost(BOUND).until(() -> handler.of(8).size() == 1);
    TransactionalOperator.create(transactions)
        .transactional(outbox.erase(Topic.METRICS_SPRINTS, "alpha", "8"))
        .contextWrite(TeamScope.of("alpha"))
        .block(BOUND);

    await().atMost(BOUND).until(() -> handler.erased.contains("alpha/8"));
    assertThat(onTopic("metrics.sprints", "alpha/8").getLast().value()).isNull();
  }

  private void commit(Event... events) {
    TransactionalOperator.create(transactions)
        .transactional(outbox.publish(List.of(events)))
        .contextWrite(TeamScope.of(Arrays.stream(events).map(Event::teamId).toList()))
        .block(BOUND);
  }

  private static SprintMetricsEvent sprint(String team, long sprintId, long revision) {
    return sprint(team, sprintId, revision, "Sprint " + sprintId);
  }

  private static SprintMetricsEvent sprint(String team, long sprintId, long revision, String name) {
    return new SprintMetricsUpdated(
        team,
        revision,
        new SprintMetrics(
            sprintId,
            null,
            "DEMO",
            name,
            SprintPhase.CLOSED,
            null,
            null,
            null,
            Instant.parse("2026-01-02T03:04:05Z"),
            1,
            Amount.ZERO,
            Amount.ZERO,
            Amount.ZERO,
            Amount.ZERO,
            Amount.ZERO,
            Amount.ZERO,
            Amount.ZERO,
            Amount.ZERO,
            null,
            null,
            List.of(),
            new Confidence(Basis.CHANGELOG, 0, 0, 0, 0)));
  }

  private static String topic(String name) {
    return stack.topicPrefix() + name;
  }

  private static ProducerRecord<String, byte[]> raw(String key, byte[] value, String type) {
    var record = new ProducerRecord<>(topic("metrics.sprints"), key, value);
    record
        .headers()
        .add("ce_type", type.getBytes(UTF_8))
        .add("ce_id", "raw".getBytes(UTF_8))
        .add("ce_time", "2026-01-02T03:04:05Z".getBytes(UTF_8));
    return record;
  }

  private static KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", stack.bootstrapServers()),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private static List<ConsumerRecord<String, byte[]>> deadLetters(String keyEnd) {
    return onTopic("metrics.sprints.metrics-service.dlt", null).stream()
        .filter(record -> headers(record).getOrDefault("dlt_origin_key", "").endsWith(keyEnd))
        .toList();
  }

  /** Everything committed on a topic now; only one key's records when one is given. */
  private static List<ConsumerRecord<String, byte[]>> onTopic(String name, String key) {
    var config = new Properties();
    config.put("bootstrap.servers", stack.bootstrapServers());
    config.put("isolation.level", "read_committed");
    config.put("request.timeout.ms", "5000");
    var records = new ArrayList<ConsumerRecord<String, byte[]>>();
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      if (!consumer.listTopics().containsKey(topic(name))) {
        return records;
      }
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic(name)).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records.stream().filter(record -> key == null || key.equals(record.key())).toList();
  }

  private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
    var headers = new java.util.HashMap<String, String>();
    record
        .headers()
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    return headers;
  }

  @SpringBootApplication
  static class Application {

    @Bean
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }

    @Bean
    RecordingHandler handler() {
      return new RecordingHandler();
    }

    @Bean
    Consumer<Message<List<byte[]>>> sprintMetrics(
        KafkaBoundary boundary, RecordingHandler handler) {
      return boundary.batches(SprintMetricsEvent.class, handler::on);
    }
  }
}
