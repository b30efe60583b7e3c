package io.issuestream.messaging.deadletter;

import io.issuestream.messaging.deadletter.LetterFormat.Fullness;
import io.issuestream.messaging.inbound.Aside;
import io.issuestream.messaging.inbound.Diagnosis;
import io.issuestream.messaging.inbound.RawRecord;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Writes letters: puts records aside, and takes away what has been dealt with. */
final class DeadLetters implements Aside {

  /** How many were put aside here, by topic and cause. */
  static final String PUT = "issuestream.dead.letters";

  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

  private final LetterSender sender;
  private final TopicMaking making;
  private final LetterTopics topics;
  private final LetterFormat format;
  private final MeterRegistry meters;

  DeadLetters(
      LetterSender sender,
      TopicMaking making,
      LetterTopics topics,
      LetterFormat format,
      MeterRegistry meters) {
    this.sender = sender;
    this.making = making;
    this.topics = topics;
    this.format = format;
    this.meters = meters;
  }

  @Override
  public Mono<Void> put(RawRecord record, Diagnosis diagnosis) {
    return Mono.defer(() -> {
      Instant now = Instant.now();
      return write(record, diagnosis, now, now).doOnSuccess(done -> putAside(record, diagnosis));
    });
  }

  /** Writes a letter that failed again. */
  Mono<Void> again(RawRecord record, Diagnosis diagnosis, Instant putAside) {
    return Mono.defer(() -> write(record, diagnosis, putAside, Instant.now()));
  }

  /** Completes once the letter is gone for whoever reads its topic. */
  Mono<Void> takeAway(LetterId id) {
    return Mono.defer(() -> send(format.takenAway(topics.of(id), id)));
  }

  /** A record is no longer than its letter, so a letter may have to leave something out. */
  private Mono<Void> write(
      RawRecord record, Diagnosis diagnosis, Instant putAside, Instant lastTried) {
    String letters = topics.of(format.id(record));
    Mono<Void> written =
        Mono.fromRunnable(() -> making.declare(letters))
            .subscribeOn(Schedulers.boundedElastic())
            .then();
    for (Fullness fullness : Fullness.values()) {
      Mono<Void> sent =
          Mono.defer(
              () -> send(format.write(letters, record, diagnosis, putAside, lastTried, fullness)));
      written =
          fullness == Fullness.WHOLE
              ? written.then(sent)
              : written.onErrorResume(DeadLetters::isTooLarge, tooLarge -> sent);
    }
    return written;
  }

  private Mono<Void> send(ProducerRecord<String, byte @Nullable []> letter) {
    return sender.send(letter);
  }

  private static boolean isTooLarge(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RecordTooLargeException) {
        return true;
      }
    }
    return false;
  }

  private void putAside(RawRecord record, Diagnosis diagnosis) {
    log.warn(
        "{} was put aside after {} attempts: {}",
        record.place(),
        diagnosis.attempts(),
        diagnosis.cause().code());
    counter(meters, format.id(record).topic(), diagnosis.cause().code()).increment();
  }

  static Counter counter(MeterRegistry meters, String topic, String code) {
    return Counter.builder(PUT)
        .description("Records put aside as dead letters")
        .tag("topic", topic)
        .tag("cause", code)
        .register(meters);
  }
}
