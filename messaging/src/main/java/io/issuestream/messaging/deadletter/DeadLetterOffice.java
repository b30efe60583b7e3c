package io.issuestream.messaging.deadletter;

import io.issuestream.messaging.deadletter.Dealt.Outcome;
import io.issuestream.messaging.deadletter.Dealt.Result;
import io.issuestream.messaging.deadletter.LetterIndex.Entry;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Shows a service's dead letters, and deals with them. Everything ends in a {@link
 * org.apache.kafka.common.KafkaException} where the broker does not answer.
 */
public final class DeadLetterOffice {

  /** Bytes of data held at once while letters are tried again. */
  private static final long ENOUGH = 8L * 1024 * 1024;

  private static final int AT_A_TIME = 64;

  private final LetterIndex index;
  private final LetterSweep sweep;
  private final LetterReader reader;
  private final LaterTombstones tombstones;
  private final Retrying retrying;
  private final DeadLetters letters;

  DeadLetterOffice(
      LetterIndex index,
      LetterSweep sweep,
      LetterReader reader,
      LaterTombstones tombstones,
      Retrying retrying,
      DeadLetters letters) {
    this.index = index;
    this.sweep = sweep;
    this.reader = reader;
    this.tombstones = tombstones;
    this.retrying = retrying;
    this.letters = letters;
  }

  /**
   * The letters that are meant, in the order of their records.
   *
   * @param after only those behind this one; null for all
   * @param limit at most so many
   */
  public Mono<List<LetterSummary>> list(LetterFilter filter, @Nullable LetterId after, int limit) {
    return entries(filter, after, limit).map(found -> found.stream().map(Entry::summary).toList());
  }

  /** A letter, opened; empty where there is none such, or it may not be seen. */
  public Mono<Letter> open(LetterId id, Predicate<LetterSummary> may) {
    return offLoop(() -> index.read())
        .mapNotNull(all -> all.get(id))
        .filter(entry -> may.test(entry.summary()))
        .flatMap(entry -> offLoop(() -> reader.open(List.of(entry), ENOUGH)))
        .flatMap(opened -> Mono.justOrEmpty(opened.letters().stream().findFirst()));
  }

  /**
   * Has letters taken once more by the consumers of their topics, one after the other in the order
   * of their records. A letter whose event has its effect, or is passed over as older than what is
   * held, is taken away; one that fails again stays, with the new cause.
   *
   * @param limit at most so many in one go; fewer where they have much data
   * @param correction what to try in place of the record's own; only with one letter
   * @return ends in {@link io.issuestream.messaging.inbound.DatabaseAway} where that is so; what
   *     was done until then is done
   */
  public Mono<Dealt> retry(
      LetterFilter filter, @Nullable LetterId after, int limit, @Nullable Correction correction) {
    return entries(filter, after, limit + 1)
        .flatMap(found -> offLoop(() -> chunk(found, limit)))
        .flatMap(chunk ->
            Flux.fromIterable(chunk.letters())
                .concatMap(letter ->
                    retrying.retry(
                        letter, correction, chunk.superseded().contains(letter.summary().id())))
                .collectList()
                .map(results -> new Dealt(results, chunk.next())));
  }

  /** Letters that are tried again in one go. */
  private record Chunk(List<Letter> letters, Set<LetterId> superseded, @Nullable LetterId next) {}

  private Chunk chunk(List<Entry> found, int limit) {
    List<Entry> wanted = found.subList(0, Math.min(limit, found.size()));
    LetterReader.Opened opened = reader.open(wanted, ENOUGH);
    int looked = opened.looked();
    return new Chunk(
        opened.letters(),
        tombstones.after(opened.letters()),
        looked < found.size() && looked > 0 ? wanted.get(looked - 1).id() : null);
  }

  /** Takes letters away unread. */
  public Mono<Dealt> discard(LetterFilter filter, @Nullable LetterId after, int limit) {
    return entries(filter, after, limit + 1)
        .flatMap(found -> {
          List<LetterId> ids = found.stream().limit(limit).map(Entry::id).toList();
          return Flux.fromIterable(ids)
              .flatMap(
                  id -> letters.takeAway(id).thenReturn(new Result(id, Outcome.DISCARDED, null)),
                  AT_A_TIME)
              .sort((one, other) -> one.id().compareTo(other.id()))
              .collectList()
              .map(results -> new Dealt(results, found.size() > limit ? ids.getLast() : null));
        });
  }

  /**
   * Takes away every letter of which that is true, whatever else waits.
   *
   * @param whose looks into a letter; its data may be missing where it was too large
   * @return how many
   */
  public Mono<Long> erase(Predicate<Letter> whose) {
    return offLoop(() -> sweep.find(whose))
        .flatMapMany(Flux::fromIterable)
        .flatMap(id -> letters.takeAway(id).thenReturn(id), AT_A_TIME)
        .count();
  }

  private Mono<List<Entry>> entries(LetterFilter filter, @Nullable LetterId after, int limit) {
    return offLoop(() -> {
      NavigableMap<LetterId, Entry> all = index.read();
      NavigableMap<LetterId, Entry> rest = after == null ? all : all.tailMap(after, false);
      return rest.values().stream()
          .filter(entry -> filter.takes(entry.summary()))
          .limit(limit)
          .toList();
    });
  }

  private static <T> Mono<T> offLoop(Callable<T> work) {
    return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
  }
}
