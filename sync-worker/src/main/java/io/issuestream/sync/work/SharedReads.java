package io.issuestream.sync.work;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * Reads of many pages, stored as they come, that several runs want at the same time: one walk
 * serves them all, and whoever asks shortly after. A failed one is not kept. (Lists that come in
 * one answer are shared by the Jira client's cache.)
 */
final class SharedReads {

  private static final Duration KEPT = Duration.ofMinutes(5);

  private record Shared(Mono<?> answer, long until) {}

  private final Map<String, Shared> reads = new HashMap<>();

  /**
   * The answer of a running or recent read of that name, else of this one.
   *
   * @param name always goes with the same type
   */
  @SuppressWarnings("unchecked") // A name always goes with the same type.
  synchronized <T> Mono<T> share(String name, Mono<T> read) {
    Shared shared = reads.get(name);
    long now = System.nanoTime();
    if (shared == null || shared.until() - now < 0) {
      shared = new Shared(read.doOnError(failure -> drop(name)).cache(), now + KEPT.toNanos());
      reads.put(name, shared);
    }
    return (Mono<T>) shared.answer();
  }

  private synchronized void drop(String name) {
    reads.remove(name);
  }
}
