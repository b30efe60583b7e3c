package io.issuestream.messaging.deadletter;

import io.issuestream.messaging.deadletter.Dealt.Outcome;
import io.issuestream.messaging.deadletter.Dealt.Result;
import io.issuestream.messaging.inbound.Cause;
import io.issuestream.messaging.inbound.Diagnosis;
import io.issuestream.messaging.inbound.KafkaBoundary;
import io.issuestream.messaging.inbound.RawRecord;
import io.issuestream.messaging.inbound.Redelivery;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Has a letter's record taken once more, and sees to the letter. */
final class Retrying {

  private final KafkaBoundary boundary;
  private final LetterReader reader;
  private final DeadLetters letters;

  Retrying(KafkaBoundary boundary, LetterReader reader, DeadLetters letters) {
    this.boundary = boundary;
    this.reader = reader;
    this.letters = letters;
  }

  /** Tries one letter. */
  Mono<Result> retry(Letter letter, @Nullable Correction correction, boolean superseded) {
    LetterId id = letter.summary().id();
    if (superseded) {
      return gone(id, Outcome.SUPERSEDED);
    }
    Optional<Redelivery> redelivery = LetterTopics.topic(id).flatMap(boundary::redelivery);
    if (redelivery.isEmpty()) {
      return Mono.just(new Result(id, Outcome.FAILED, Cause.WRONG_TOPIC.code()));
    }
    return Mono.fromCallable(() -> reader.record(letter))
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(record ->
            record.isEmpty()
                ? Mono.just(new Result(id, Outcome.FAILED, Cause.DATA_GONE.code()))
                : retry(letter.summary(), record.get(), correction, redelivery.get()));
  }

  private Mono<Result> retry(
      LetterSummary letter,
      RawRecord record,
      @Nullable Correction correction,
      Redelivery redelivery) {
    RawRecord tried = correction == null ? record : corrected(record, correction);
    return redelivery
        .redeliver(tried)
        .flatMap(failed ->
            failed.isEmpty()
                ? gone(letter.id(), Outcome.RETRIED)
                : stays(letter, record, failed.get()));
  }

  /** With the record's own data: a correction that does not help is not kept. */
  private Mono<Result> stays(LetterSummary letter, RawRecord record, Diagnosis diagnosis) {
    return letters
        .again(record, diagnosis.after(letter.attempts() + 1), letter.putAside())
        .thenReturn(new Result(letter.id(), Outcome.FAILED, diagnosis.cause().code()));
  }

  private Mono<Result> gone(LetterId id, Outcome outcome) {
    return letters.takeAway(id).thenReturn(new Result(id, outcome, null));
  }

  private static RawRecord corrected(RawRecord record, Correction correction) {
    var headers = new RecordHeaders(record.headers().toArray());
    correction
        .headers()
        .forEach(
            (name, text) -> headers.remove(name).add(name, text.getBytes(StandardCharsets.UTF_8)));
    return new RawRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        correction.key() == null ? record.key() : correction.key(),
        correction.data() == null ? record.value() : correction.data(),
        headers);
  }
}
