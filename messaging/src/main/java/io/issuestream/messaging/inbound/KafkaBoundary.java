package io.issuestream.messaging.inbound;

import io.issuestream.contracts.Event;
import io.issuestream.contracts.Topic;
import io.issuestream.messaging.EventJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The one place where Kafka's polling threads meet reactive handlers.
 *
 * <p>A batch is decoded, handed over, and awaited: the poll returns, and so offsets move, only when
 * the handler's effect is committed. That keeps the order of each key. What cannot be an event of
 * the topic is put aside; a failure that may heal makes the container poll the same batch again;
 * one that cannot is narrowed down record by record.
 */
public final class KafkaBoundary {

  private static final Logger log = LoggerFactory.getLogger(KafkaBoundary.class);
  private static final Duration HANDLER_LIMIT = Duration.ofMinutes(2);

  private final DeadLetters deadLetters;
  private final @Nullable ReadAgain again;

  /**
   * The boundary.
   *
   * @param again takes all batches where topics are read another time; null for the service itself
   */
  KafkaBoundary(DeadLetters deadLetters, @Nullable ReadAgain again) {
    this.deadLetters = deadLetters;
    this.again = again;
  }

  /**
   * The function to bind to a topic's destination.
   *
   * @param family the topic's sealed event interface
   * @param handler commits its effect before it completes; may be called again with the same batch
   */
  public <E extends Event> Consumer<Message<List<byte[]>>> batches(
      Class<E> family, Function<Batch<E>, Mono<Void>> handler) {
    if (again != null) {
      return again.batches(family, handler);
    }
    var decoder = new RecordDecoder<>(family);
    Arrays.stream(Topic.values())
        .filter(topic -> topic.eventTypes().stream().anyMatch(family::isAssignableFrom))
        .forEach(EventJson::prepare);
    // The one permitted wait: the container's thread must not poll on before the effect is
    // committed.
    return message -> consume(RawRecords.of(message), decoder, handler).block(HANDLER_LIMIT);
  }

  private <E extends Event> Mono<Void> consume(
      List<RawRecord> records, RecordDecoder<E> decoder, Function<Batch<E>, Mono<Void>> handler) {
    var good = new ArrayList<Pair<E>>(records.size());
    var refused = new ArrayList<Mono<Void>>();
    for (RawRecord record : records) {
      try {
        good.add(new Pair<>(record, isTombstone(record) ? null : decoder.decode(record)));
      } catch (RecordRefused cause) {
        refused.add(deadLetters.put(record, cause));
      }
    }
    return Flux.concat(refused).then(handle(good, handler));
  }

  private static boolean isTombstone(RawRecord record) {
    return record.value() == null && record.key() != null;
  }

  private <E extends Event> Mono<Void> handle(
      List<Pair<E>> good, Function<Batch<E>, Mono<Void>> handler) {
    if (good.isEmpty()) {
      return Mono.empty();
    }
    Batch<E> batch = batch(good);
    return Mono.defer(() -> handler.apply(batch).contextWrite(BatchScope.of(batch)))
        .onErrorResume(failure -> failed(good, handler, failure));
  }

  private static <E extends Event> Batch<E> batch(List<Pair<E>> good) {
    var erased = new HashMap<String, Integer>();
    for (int i = 0; i < good.size(); i++) {
      String key = good.get(i).raw().key();
      if (good.get(i).received() == null && key != null) {
        erased.put(key, i);
      }
    }
    var records = new ArrayList<Received<E>>(good.size());
    for (int i = 0; i < good.size(); i++) {
      Received<E> received = good.get(i).received();
      if (received != null && i > erased.getOrDefault(received.key(), -1)) {
        records.add(received);
        erased.remove(received.key());
      }
    }
    return new Batch<>(records, List.copyOf(erased.keySet()));
  }

  private <E extends Event> Mono<Void> failed(
      List<Pair<E>> good, Function<Batch<E>, Mono<Void>> handler, Throwable failure) {
    if (Failures.mayHeal(failure)) {
      return Mono.error(failure);
    }
    if (good.size() == 1) {
      return deadLetters.put(good.getFirst().raw(), failure);
    }
    log.warn("A batch of {} failed and is taken apart", good.size(), failure);
    int half = good.size() / 2;
    return handle(good.subList(0, half), handler)
        .then(handle(good.subList(half, good.size()), handler));
  }

  /** A record and its event; none for a tombstone. */
  private record Pair<E extends Event>(RawRecord raw, @Nullable Received<E> received) {}
}
