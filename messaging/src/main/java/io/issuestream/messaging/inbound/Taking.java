package io.issuestream.messaging.inbound;

import io.issuestream.contracts.Event;
import io.issuestream.messaging.inbound.Attempts.Count;
import io.issuestream.messaging.inbound.Consumption.MayHeal;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** One attempt at a batch. */
final class Taking<E extends Event> {

  private static final Logger log = LoggerFactory.getLogger(Taking.class);

  /** A record is not given up for what happened once, while its batch was being taken apart. */
  private static final int ALONE_AGAIN = 2;

  private static final Duration PAUSE = Duration.ofMillis(100);

  /**
   * Where so many in a row fail in a way that may heal, the records are hardly to blame: what is
   * left waits for the next attempt, whatever the database says.
   */
  private static final int MOST_IN_A_ROW = 10;

  private final boolean last;
  private final Count count;
  private final Aside aside;
  private final DatabaseProbe probe;
  private final Function<List<Decoded<E>>, Mono<Void>> handler;
  private int givenUpInARow;

  /**
   * An attempt.
   *
   * @param last whether what may heal is given up, too, if the database answers
   */
  Taking(
      boolean last,
      Count count,
      Aside aside,
      DatabaseProbe probe,
      Function<List<Decoded<E>>, Mono<Void>> handler) {
    this.last = last;
    this.count = count;
    this.aside = aside;
    this.probe = probe;
    this.handler = handler;
  }

  /** Ends in {@link MayHeal} where the whole batch is to be tried again. */
  Mono<Void> take(List<Decoded<E>> part) {
    if (part.isEmpty()) {
      return Mono.empty();
    }
    return tried(part)
        .doOnSuccess(done -> givenUpInARow = 0)
        .onErrorResume(failure -> failed(part, failure));
  }

  private Mono<Void> tried(List<Decoded<E>> part) {
    Mono<Void> once = handler.apply(part);
    return last && part.size() == 1
        ? once.retryWhen(
            Retry.fixedDelay(ALONE_AGAIN, PAUSE)
                .filter(Failures::mayHeal)
                .onRetryExhaustedThrow((spec, signal) -> signal.failure()))
        : once;
  }

  private Mono<Void> failed(List<Decoded<E>> part, Throwable failure) {
    if (!Failures.mayHeal(failure)) {
      return narrowed(part, failure);
    }
    if (!last || givenUpInARow >= MOST_IN_A_ROW) {
      return Mono.error(new MayHeal(failure));
    }
    return probe
        .answers()
        .flatMap(answers -> answers ? narrowed(part, failure) : Mono.error(new MayHeal(failure)));
  }

  private Mono<Void> narrowed(List<Decoded<E>> part, Throwable failure) {
    if (part.size() == 1) {
      return putAside(part.getFirst().raw(), failure);
    }
    log.warn(
        "A batch of {} failed and is taken apart: {}",
        part.size(),
        failure.getClass().getSimpleName());
    int half = part.size() / 2;
    return take(part.subList(0, half))
        .then(Mono.defer(() -> take(part.subList(half, part.size()))));
  }

  private Mono<Void> putAside(RawRecord record, Throwable failure) {
    boolean mightHave = Failures.mayHeal(failure);
    if (mightHave) {
      givenUpInARow++;
    }
    int attempts = mightHave ? count.failed() + 1 + ALONE_AGAIN : count.failed() + 1;
    return aside
        .put(record, Diagnosis.of(failure, attempts))
        .doOnSuccess(done -> count.putAside(record));
  }
}
