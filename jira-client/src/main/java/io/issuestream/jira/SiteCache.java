package io.issuestream.jira;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * Answers that seldom change, kept for a while; after that Jira is asked whether they still hold,
 * where it gave a tag to ask by. Who asks for the same at the same time waits for one call. A
 * failure is kept for nobody.
 */
final class SiteCache {

  private static final long MOST_BYTES = 64 << 20;
  private static final int OVERHEAD = 512;
  private static final Duration REMEMBERED = Duration.ofHours(6);

  /**
   * What an answer belongs to.
   *
   * @param version of the credentials: others may see something else
   */
  record Key(String connectionId, long version, String pathAndQuery) {}

  /** An answer, or a failure for those who waited for it; a failed future would be logged. */
  private record Kept(@Nullable JiraAnswer answer, @Nullable Throwable failure, long freshUntil) {

    int bytes() {
      return answer == null ? 0 : answer.body().length;
    }

    Mono<JiraAnswer> told() {
      return failure == null ? Mono.justOrEmpty(answer) : Mono.error(failure);
    }
  }

  private final long fresh;
  private final LongSupplier nanoClock;
  private final AsyncCache<Key, Kept> kept =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .<Key, Kept>weigher((key, entry) -> entry.bytes() + OVERHEAD)
          .expireAfterAccess(REMEMBERED)
          .buildAsync();

  /**
   * An empty cache.
   *
   * @param fresh how long an answer is believed; zero shares simultaneous reads only
   */
  SiteCache(Duration fresh, LongSupplier nanoClock) {
    this.fresh = fresh.toNanos();
    this.nanoClock = nanoClock;
  }

  /**
   * The answer kept, else that of a read.
   *
   * @param read asks Jira; given the tag of an answer, it may fail with {@link NotModified}
   */
  Mono<JiraAnswer> get(Key key, Function<@Nullable String, Mono<JiraAnswer>> read) {
    return Mono.deferContextual(context -> {
      CompletableFuture<Kept> mine = new CompletableFuture<>();
      CompletableFuture<Kept> held = kept.asMap().putIfAbsent(key, mine);
      if (held != null && isGood(held)) {
        return answer(held);
      }
      // Of several who find it stale one replaces it; the others wait for what it gets.
      if (held != null && !kept.asMap().replace(key, held, mine)) {
        return get(key, read);
      }
      JiraAnswer known = held == null ? null : held.join().answer();
      // Not within the map's own work, which must not start other requests.
      fill(key, mine, known, read, Context.of(context));
      return answer(mine);
    });
  }

  /** Forgets everything of a connection. */
  void forget(String connectionId) {
    kept.asMap().keySet().removeIf(key -> key.connectionId().equals(connectionId));
  }

  private static Mono<JiraAnswer> answer(CompletableFuture<Kept> held) {
    // What one caller gives up, others still wait for.
    return Mono.fromFuture(held, true).flatMap(Kept::told);
  }

  /** Under way, or fresh. */
  private boolean isGood(CompletableFuture<Kept> held) {
    return !held.isDone() || held.join().freshUntil() - nanoClock.getAsLong() > 0;
  }

  private void fill(
      Key key,
      CompletableFuture<Kept> mine,
      @Nullable JiraAnswer known,
      Function<@Nullable String, Mono<JiraAnswer>> read,
      Context context) {
    Mono<JiraAnswer> asked = read.apply(known == null ? null : known.etag());
    if (known != null) {
      asked = asked.onErrorReturn(NotModified.class, known);
    }
    var _ =
        asked
            .map(answer -> new Kept(answer, null, nanoClock.getAsLong() + fresh))
            .doOnError(failure -> kept.asMap().remove(key, mine))
            .onErrorResume(failure -> Mono.just(new Kept(null, failure, nanoClock.getAsLong())))
            .subscribe(mine::complete, mine::completeExceptionally, () -> {}, context);
  }
}
