package io.issuestream.messaging.inbound;

import io.issuestream.contracts.Event;
import io.issuestream.messaging.inbound.Attempts.Count;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What becomes of a topic's batches: decoded, handed over, and what fails either tried again or put
 * aside.
 *
 * <p>A failure that will not heal is narrowed down by halving until its record stands alone. One
 * that may heal ends the attempt, so that the container polls the same batch again; only after
 * {@link InboundProperties#attempts()} of them, with a database that answers, is it narrowed down
 * too.
 */
final class Consumption<E extends Event> implements Redelivery {

  private static final Logger log = LoggerFactory.getLogger(Consumption.class);

  private static final Duration WHOLE = Duration.ofMinutes(2);

  /** So short that the halves of a batch end before the group takes its consumer for dead. */
  private static final Duration PART = Duration.ofSeconds(10);

  private static final int AT_A_TIME = 64;

  private final RecordDecoder<E> decoder;
  private final Function<Batch<E>, Mono<Void>> handler;
  private final Aside aside;
  private final DatabaseProbe probe;
  private final int attempts;
  private final Attempts failing = new Attempts();

  Consumption(
      Class<E> family,
      Function<Batch<E>, Mono<Void>> handler,
      Aside aside,
      DatabaseProbe probe,
      InboundProperties properties) {
    this.decoder = new RecordDecoder<>(family, properties.largestData().toBytes());
    this.handler = handler;
    this.aside = aside;
    this.probe = probe;
    this.attempts = properties.attempts();
  }

  /** Completes once every record has had its effect or was put aside. */
  Mono<Void> consume(List<RawRecord> records) {
    if (records.isEmpty()) {
      return Mono.empty();
    }
    Count count = failing.of(records.getFirst());
    var good = new ArrayList<Decoded<E>>(records.size());
    var refused = new ArrayList<Mono<Void>>();
    for (RawRecord record : records) {
      try {
        if (!count.isAside(record)) {
          good.add(decoded(record));
        }
      } catch (RuntimeException failure) {
        // A record may make its decoding fail in ways nobody thought of; it must not come back.
        refused.add(aside.put(record, Diagnosis.of(failure, 1)));
      }
    }
    return attempt(good, count)
        .then(Flux.fromIterable(refused).flatMap(put -> put, AT_A_TIME).then())
        .doOnSuccess(done -> failing.done(records.getFirst()));
  }

  private Decoded<E> decoded(RawRecord record) {
    boolean tombstone = record.value() == null && record.key() != null;
    return new Decoded<>(record, tombstone ? null : decoder.decode(record));
  }

  private Mono<Void> attempt(List<Decoded<E>> good, Count count) {
    boolean last = count.failed() >= attempts - 1;
    Taking<E> taking =
        new Taking<>(last, count, aside, probe, part -> handled(part, last ? PART : WHOLE));
    return taking
        .take(good)
        .onErrorMap(
            MayHeal.class,
            failure -> {
              count.failedAgain();
              log.info("Attempt {} of a batch failed, trying again", count.failed());
              return failure.failure;
            });
  }

  /** The handler's work on a part of a batch, for the teams in it. */
  private Mono<Void> handled(List<Decoded<E>> part, Duration limit) {
    return Mono.defer(
            () -> {
              Batch<E> batch = Decoded.batch(part);
              return handler.apply(batch).contextWrite(BatchScope.of(batch));
            })
        .timeout(limit);
  }

  @Override
  public Mono<Optional<Diagnosis>> redeliver(RawRecord record) {
    return Mono.fromCallable(() -> List.of(decoded(record)))
        .flatMap(alone -> handled(alone, PART))
        .thenReturn(Optional.<Diagnosis>empty())
        .onErrorResume(failure ->
            Failures.mayHeal(failure)
                ? probe
                    .answers()
                    .flatMap(answers ->
                        answers
                            ? Mono.just(Optional.of(Diagnosis.of(failure, 1)))
                            : Mono.error(new DatabaseAway(failure)))
                : Mono.just(Optional.of(Diagnosis.of(failure, 1))));
  }

  /** A handler's failure that may heal, as opposed to one of putting aside. */
  static final class MayHeal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // Never written.
    private final Throwable failure;

    MayHeal(Throwable failure) {
      super(failure);
      this.failure = failure;
    }
  }
}
