package io.issuestream.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.Keys;
import io.issuestream.contracts.Samples;
import io.issuestream.contracts.metrics.SprintMetricsUpdated;
import io.issuestream.embedded.testing.TestStack;
import io.issuestream.messaging.deadletter.Correction;
import io.issuestream.messaging.deadletter.DeadLetterOffice;
import io.issuestream.messaging.deadletter.Dealt;
import io.issuestream.messaging.deadletter.Dealt.Outcome;
import io.issuestream.messaging.deadletter.Letter;
import io.issuestream.messaging.deadletter.LetterFilter;
import io.issuestream.messaging.deadletter.LetterId;
import io.issuestream.messaging.deadletter.LetterSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Records of every shape, put aside and dealt with on a real broker. */
@SpringBootTest(
    classes = MessagingIT.Application.class,
    properties = "issuestream.dead-letters.look=200ms")
class DeadLettersIT {

  private static final Duration BOUND = Duration.ofSeconds(20);
  private static final byte[] GOOD = EventJson.write(Samples.read(SprintMetricsUpdated.class));
  private static final String KEY = Keys.of(Samples.read(SprintMetricsUpdated.class));

  private static TestStack stack;
  private static KafkaProducer<String, byte[]> producer;

  @Autowired private DeadLetterOffice office;
  @Autowired private RecordingHandler handler;
  @Autowired private MeterRegistry meters;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    stack = TestStack.register("letters", registry::add);
    registry.add("issuestream.kafka.bootstrap-servers", stack::bootstrapServers);
    registry.add("issuestream.kafka.properties.security.protocol", () -> "PLAINTEXT");
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                stack.bootstrapServers(),
                "max.request.size",
                8 * 1024 * 1024,
                "compression.type",
                "lz4"),
            new StringSerializer(),
            new ByteArraySerializer());
    takeRecordsWithoutKey();
  }

  /** As topics of requests do; those of states refuse them already. */
  private static void takeRecordsWithoutKey() {
    var topic =
        new ConfigResource(ConfigResource.Type.TOPIC, stack.topicPrefix() + "metrics.sprints");
    var entry = new ConfigEntry("cleanup.policy", "delete");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
      admin
          .incrementalAlterConfigs(
              Map.of(topic, List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
          .all()
          .get();
    } catch (ExecutionException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @AfterAll
  static void close() {
    producer.close(Duration.ofSeconds(5));
  }

  @Test
  void keepsWhateverARecordIsAsItWas() {
    byte[] atTheLimit = new byte[1_048_400];
    new Random(3).nextBytes(atTheLimit);
    ProducerRecord<String, byte[]> odd = record("alpha/odd", new byte[] {1, (byte) 0xfe});
    odd.headers()
        .add("ce_type", new byte[] {(byte) 0xc3, 0x28})
        .add("twice", "a".getBytes(UTF_8))
        .add("twice", "b".getBytes(UTF_8))
        .add("empty", null)
        .add("dlt_code", "mine".getBytes(UTF_8))
        .add("spring_json_header_types", "{\"ce_id\":\"java.util.Date\"}".getBytes(UTF_8));

    Letter nothing = letterOf(record(null, null));
    assertThat(nothing.summary())
        .returns("missing-key", LetterSummary::code)
        .returns(null, LetterSummary::dataBytes)
        .returns(null, LetterSummary::team);
    assertThat(nothing.data()).isNull();
    Letter bare = letterOf(record("alpha/bare", GOOD));
    assertThat(bare.summary().code()).isEqualTo("missing-header");
    assertThat(bare.headers()).isEmpty();
    Letter strange = letterOf(odd);
    assertThat(strange.summary()).returns("unknown-type", LetterSummary::code);
    assertThat(strange.data()).isEqualTo(odd.value());
    assertThat(strange.headers())
        .containsExactlyElementsOf(
            Arrays.stream(odd.headers().toArray())
                .filter(header -> !header.key().startsWith("dlt_"))
                .toList());
    String longKey = "alpha/" + "k".repeat(300_000);
    Letter named = letterOf(typed(longKey, GOOD));
    assertThat(named.summary()).returns(longKey, LetterSummary::key);
    assertThat(now(named).key()).hasSize(200);
    Letter large = letterOf(typed("alpha/large", atTheLimit));
    assertThat(large.summary().code()).isEqualTo("bad-json");
    assertThat(large.data()).isEqualTo(atTheLimit);
  }

  @Test
  void triesWhatIsTooLargeForALetterFromItsTopic() {
    byte[] huge = Arrays.copyOf(GOOD, 6 * 1024 * 1024);
    Arrays.fill(huge, GOOD.length, huge.length, (byte) ' ');

    Letter letter = letterOf(typed(KEY, huge));

    assertThat(letter.summary())
        .returns("too-large", LetterSummary::code)
        .returns((long) huge.length, LetterSummary::dataBytes);
    assertThat(letter.dataLeftOut()).isTrue();
    assertThat(retry(letter, null)).isEqualTo(Outcome.FAILED);
    assertThat(now(letter))
        .returns("too-large", LetterSummary::code)
        .returns(2, LetterSummary::attempts)
        .returns(letter.summary().putAside(), LetterSummary::putAside)
        .satisfies(again -> assertThat(again.lastTried()).isAfter(letter.summary().lastTried()));
    assertThat(retry(letter, new Correction(null, GOOD, Map.of()))).isEqualTo(Outcome.RETRIED);
    assertThat(now(letter)).isNull();
    assertThat(handler.received).anyMatch(one -> one.offset() == letter.summary().id().offset());
  }

  @Test
  void keepsWhatWasSentWhereACorrectionDoesNotHelp() {
    Letter letter = letterOf(typed("other/9", GOOD));
    assertThat(letter.summary().code()).isEqualTo("foreign-team");

    assertThat(retry(letter, new Correction(null, "{}".getBytes(UTF_8), Map.of())))
        .isEqualTo(Outcome.FAILED);

    assertThat(now(letter).code()).isEqualTo("wrong-schema");
    assertThat(opened(letter.summary().id()).data()).isEqualTo(GOOD);
    assertThat(retry(letter, new Correction(KEY, null, Map.of()))).isEqualTo(Outcome.RETRIED);
  }

  @Test
  void doesNotBringBackWhatWasErasedSince() {
    Letter letter = letterOf(record("alpha/erased", GOOD));
    sent(record("alpha/erased", null));
    await().atMost(BOUND).until(() -> handler.erased.contains("alpha/erased"));
    int before = handler.received.size();

    assertThat(
            retry(
                letter,
                new Correction(
                    KEY,
                    null,
                    Map.of(
                        "ce_type", "io.issuestream.metrics.sprint.updated.v1",
                        "ce_id", "x",
                        "ce_time", "2026-01-02T03:04:05Z"))))
        .isEqualTo(Outcome.SUPERSEDED);

    assertThat(now(letter)).isNull();
    assertThat(handler.received).hasSize(before);
  }

  @Test
  void doesNotEraseWhatIsThereAgain() {
    Letter early = letterOfTombstone("alpha/reconnected");
    Letter late = letterOfTombstone("alpha/reconnected");
    sent(typed("alpha/reconnected", GOOD));

    assertThat(retry(early, null)).isEqualTo(Outcome.SUPERSEDED);
    assertThat(retry(late, null)).isEqualTo(Outcome.SUPERSEDED);

    assertThat(handler.erased).doesNotContain("alpha/reconnected");
    Letter last = letterOfTombstone("alpha/gone");
    assertThat(retry(last, null)).isEqualTo(Outcome.RETRIED);
    assertThat(handler.erased).contains("alpha/gone");
  }

  private Letter letterOfTombstone(String key) {
    handler.poisonTombstones.add(key);
    Letter letter = letterOf(record(key, null));
    handler.poisonTombstones.clear();
    return letter;
  }

  @Test
  void countsThoseThatWaitAndTakesAwayWhatIsDiscarded() {
    List<LetterId> ids =
        IntStream.range(0, 7)
            .mapToObj(n -> letterOf(typed("counted/" + n, new byte[0])).summary().id())
            .toList();
    var filter = new LetterFilter(Set.of(), "metrics.sprints", "missing-data", "counted");
    Gauge waiting =
        meters
            .get("issuestream.dead.letters.waiting")
            .tags("topic", "metrics.sprints", "cause", "missing-data")
            .gauge();
    await().atMost(BOUND).until(() -> waiting.value() == 7);

    Dealt first = office.discard(filter, null, 4).block(BOUND);
    assertThat(first.letters()).hasSize(4).allMatch(one -> one.outcome() == Outcome.DISCARDED);
    Dealt rest = office.discard(filter, first.next(), 4).block(BOUND);
    assertThat(rest.letters()).hasSize(3);
    assertThat(rest.next()).isNull();

    assertThat(office.list(LetterFilter.of(Set.copyOf(ids)), null, 9).block(BOUND)).isEmpty();
    await().atMost(BOUND).until(() -> waiting.value() == 0);
    assertThat(
            meters
                .get("issuestream.dead.letters")
                .tags("topic", "metrics.sprints", "cause", "missing-data")
                .counter()
                .count())
        .isGreaterThanOrEqualTo(7);
  }

  private Letter letterOf(ProducerRecord<String, byte[]> record) {
    RecordMetadata at = sent(record);
    LetterId id = new LetterId("metrics.sprints", at.partition(), at.offset());
    return await().atMost(BOUND).until(() -> opened(id), letter -> letter != null);
  }

  private Letter opened(LetterId id) {
    return office.open(id, any -> true).block(BOUND);
  }

  private LetterSummary now(Letter letter) {
    return office
        .list(LetterFilter.of(Set.of(letter.summary().id())), null, 1)
        .block(BOUND)
        .stream()
        .findFirst()
        .orElse(null);
  }

  private Outcome retry(Letter letter, Correction correction) {
    return office
        .retry(LetterFilter.of(Set.of(letter.summary().id())), null, 1, correction)
        .block(BOUND)
        .letters()
        .getFirst()
        .outcome();
  }

  private static RecordMetadata sent(ProducerRecord<String, byte[]> record) {
    try {
      return producer.send(record).get();
    } catch (ExecutionException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static ProducerRecord<String, byte[]> record(String key, byte[] value) {
    return new ProducerRecord<>(stack.topicPrefix() + "metrics.sprints", key, value);
  }

  private static ProducerRecord<String, byte[]> typed(String key, byte[] value) {
    ProducerRecord<String, byte[]> record = record(key, value);
    record
        .headers()
        .add("ce_type", "io.issuestream.metrics.sprint.updated.v1".getBytes(UTF_8))
        .add("ce_id", "raw".getBytes(UTF_8))
        .add("ce_time", "2026-01-02T03:04:05Z".getBytes(UTF_8));
    return record;
  }
}
