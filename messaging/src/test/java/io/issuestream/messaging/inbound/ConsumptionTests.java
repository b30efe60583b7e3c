package io.issuestream.messaging.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.issuestream.contracts.connection.AccessTokenRequested;
import io.issuestream.contracts.connection.TokenRequestEvent;
import io.issuestream.messaging.EventJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

class ConsumptionTests {

  private static final Duration BOUND = Duration.ofSeconds(20);
  private static final int ATTEMPTS = 10;

  private final List<String> handled = new ArrayList<>();
  private final Map<String, Diagnosis> aside = new TreeMap<>();
  private final Set<String> bugs = ConcurrentHashMap.newKeySet();
  private final Set<String> stubborn = ConcurrentHashMap.newKeySet();
  private boolean databaseAnswers = true;
  private boolean asideIsAway;
  private int calls;

  private final Consumption<TokenRequestEvent> consumption =
      new Consumption<>(
          TokenRequestEvent.class,
          this::handle,
          this::put,
          () -> Mono.fromSupplier(() -> databaseAnswers),
          new InboundProperties(ATTEMPTS, DataSize.ofKilobytes(100)));

  private Mono<Void> handle(Batch<TokenRequestEvent> batch) {
    return Mono.fromRunnable(() -> {
      calls++;
      List<String> names = batch.records().stream().map(ConsumptionTests::name).toList();
      if (names.stream().anyMatch(bugs::contains)) {
        throw new IllegalStateException("a bug");
      }
      if (names.stream().anyMatch(stubborn::contains)) {
        throw new TransientDataAccessResourceException("away, or so it seems");
      }
      handled.addAll(names);
    });
  }

  private Mono<Void> put(RawRecord record, Diagnosis diagnosis) {
    return Mono.fromRunnable(() -> {
      if (asideIsAway) {
        throw new org.apache.kafka.common.errors.TimeoutException("the broker is away");
      }
      aside.put(String.valueOf(record.key()), diagnosis);
    });
  }

  @Test
  void putsAsideAtOnceWhatWillNotHealAndHandlesTheRestInOrder() {
    bugs.add("c-3@1");
    List<RawRecord> records = List.of(event(1, 1), event(3, 1), event(1, 2), event(3, 2));

    consumption.consume(records).block(BOUND);

    assertThat(handled).containsExactly("c-1@1", "c-1@2", "c-3@2");
    assertThat(aside).containsOnlyKeys("alpha/c-3");
    assertThat(aside.get("alpha/c-3"))
        .returns(Cause.NOT_HANDLED, Diagnosis::cause)
        .returns("IllegalStateException", Diagnosis::failure)
        .returns(1, Diagnosis::attempts);
  }

  @Test
  void triesWhatMayHealAgainAndPutsItAsideAfterItsAttemptsIfTheDatabaseAnswers() {
    stubborn.add("c-2@1");
    List<RawRecord> records = List.of(event(1, 1), event(2, 1), event(3, 1), event(2, 2));

    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      failsOnce(records);
      assertThat(aside).isEmpty();
    }
    consumption.consume(records).block(BOUND);

    assertThat(handled).containsExactly("c-1@1", "c-3@1", "c-2@2");
    assertThat(aside.get("alpha/c-2"))
        .returns(Cause.KEPT_FAILING, Diagnosis::cause)
        .returns(ATTEMPTS + 2, Diagnosis::attempts);
  }

  @Test
  void givesNothingUpWhileTheDatabaseIsAway() {
    databaseAnswers = false;
    stubborn.add("c-2@1");
    List<RawRecord> records = List.of(event(1, 1), event(2, 1));

    IntStream.range(0, 5 * ATTEMPTS).forEach(attempt -> failsOnce(records));
    assertThat(aside).isEmpty();

    stubborn.clear();
    consumption.consume(records).block(BOUND);
    assertThat(handled).containsExactly("c-1@1", "c-2@1");
    assertThat(aside).isEmpty();
  }

  @Test
  void waitsWhereWhatIsToBePutAsideCannotBe() {
    asideIsAway = true;
    bugs.add("c-1@1");
    List<RawRecord> records = List.of(event(1, 1), event(2, 1));

    for (int attempt = 0; attempt < 3 * ATTEMPTS; attempt++) {
      assertThatThrownBy(() -> consumption.consume(records).block(BOUND))
          .isInstanceOf(org.apache.kafka.common.errors.TimeoutException.class);
    }
    asideIsAway = false;
    consumption.consume(records).block(BOUND);

    assertThat(aside).containsOnlyKeys("alpha/c-1");
    assertThat(aside.get("alpha/c-1").attempts()).isEqualTo(1);
    assertThat(handled).contains("c-2@1");
  }

  /** It is not the records then; each attempt puts a few aside, so that it still goes on. */
  @Test
  void givesUpFewAtATimeWhereNothingCanBeHandled() {
    List<RawRecord> records = IntStream.range(0, 12).mapToObj(n -> event(n, 1)).toList();
    records.forEach(record -> stubborn.add(String.valueOf(record.key()).substring(6) + "@1"));

    IntStream.range(1, ATTEMPTS).forEach(attempt -> failsOnce(records));
    failsOnce(records);
    assertThat(aside).hasSize(10);
    consumption.consume(records).block(BOUND);

    assertThat(aside).hasSize(12);
    assertThat(handled).isEmpty();
  }

  @Test
  void doesNotTryAgainWhatWasPutAsideInAnEarlierAttempt() {
    bugs.add("c-1@1");
    stubborn.add("c-2@1");
    List<RawRecord> records = List.of(event(1, 1), event(2, 1));
    failsOnce(records);
    assertThat(aside).containsOnlyKeys("alpha/c-1");
    stubborn.clear();
    calls = 0;

    consumption.consume(records).block(BOUND);

    assertThat(handled).containsExactly("c-2@1");
    assertThat(calls).isEqualTo(1);
  }

  @Test
  void takesALetterOnceMoreAndSaysWhyItFails() {
    stubborn.add("c-1@1");
    bugs.add("c-2@1");

    assertThat(consumption.redeliver(event(1, 1)).block(BOUND).orElseThrow().cause())
        .isEqualTo(Cause.KEPT_FAILING);
    assertThat(consumption.redeliver(event(2, 1)).block(BOUND).orElseThrow().cause())
        .isEqualTo(Cause.NOT_HANDLED);
    assertThat(consumption.redeliver(event(3, 1)).block(BOUND)).isEmpty();
    assertThat(handled).containsExactly("c-3@1");
    databaseAnswers = false;
    assertThatThrownBy(() -> consumption.redeliver(event(1, 1)).block(BOUND))
        .isInstanceOf(DatabaseAway.class);
    assertThat(aside).isEmpty();
  }

  private void failsOnce(List<RawRecord> records) {
    assertThatThrownBy(() -> consumption.consume(records).block(BOUND))
        .isInstanceOf(TransientDataAccessResourceException.class);
  }

  private static String name(Received<TokenRequestEvent> received) {
    return received.event().aggregateId() + "@" + received.event().revision();
  }

  private static RawRecord event(int connection, long revision) {
    var event = new AccessTokenRequested("alpha", revision, "c-" + connection, 1);
    var headers = new RecordHeaders();
    Map.of(
            "ce_type", "io.issuestream.jira.credential.requested.v1",
            "ce_id", "x",
            "ce_time", "2026-01-02T03:04:05Z")
        .forEach((name, text) -> headers.add(name, text.getBytes(UTF_8)));
    return new RawRecord(
        "jira.token-requests",
        0,
        connection * 1000L + revision,
        0,
        "alpha/c-" + connection,
        EventJson.write(event),
        headers);
  }
}
