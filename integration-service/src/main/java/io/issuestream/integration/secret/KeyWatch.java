package io.issuestream.integration.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.HybridEncrypt;
import io.issuestream.keys.KeyMetrics;
import io.issuestream.keys.KeysetFile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Takes up key files that were replaced, and has everything sealed under a key that is to go sealed
 * anew. Every replica does both; they do not get in each other's way.
 */
final class KeyWatch implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(KeyWatch.class);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final KeysetFile<Aead> atRest;
  private final KeysetFile<HybridEncrypt> forWorker;
  private final List<Sealed> places;
  private final KeyProperties properties;
  private final KeyMetrics metrics;
  private Disposable running = Disposables.disposed();
  private volatile Mono<Void> underWay = Mono.empty();
  private volatile long countedAt;

  KeyWatch(
      KeysetFile<Aead> atRest,
      KeysetFile<HybridEncrypt> forWorker,
      List<Sealed> places,
      KeyProperties properties,
      KeyMetrics metrics) {
    this.atRest = atRest;
    this.forWorker = forWorker;
    this.places = places;
    this.properties = properties;
    this.metrics = metrics;
  }

  @Override
  public void start() {
    countedAt = System.nanoTime() - properties.countEvery().toNanos();
    running =
        Flux.interval(Duration.ZERO, properties.lookEvery(), Schedulers.boundedElastic())
            .onBackpressureDrop()
            .concatMap(
                tick -> {
                  underWay = look().cache();
                  return underWay;
                },
                1)
            .subscribe();
  }

  private Mono<Void> look() {
    return Mono.fromCallable(this::refreshed)
        .filter(changed -> changed || severalKeys() || countIsDue())
        .flatMap(due -> sealAnew())
        // The loop outlives a database that is away for a while.
        .doOnError(failure ->
            log.warn("Could not look after sealed secrets, trying again: {}", failure.toString()))
        .onErrorComplete();
  }

  private boolean refreshed() {
    boolean own = atRest.refresh();
    boolean workers = forWorker.refresh();
    metrics.loaded(Map.of("at-rest", atRest.keys(), "credentials-public", forWorker.keys()));
    return own || workers;
  }

  private boolean severalKeys() {
    return atRest.keys().several() || forWorker.keys().several();
  }

  private boolean countIsDue() {
    return System.nanoTime() - countedAt >= properties.countEvery().toNanos();
  }

  private Mono<Void> sealAnew() {
    return Flux.fromIterable(places)
        .concatMap(place ->
            place
                .sealAnew()
                .filter(count -> count > 0)
                .doOnNext(count -> log.info("Sealed {} of {} anew", count, place.place()))
                .then(place.counts())
                .map(counts -> Map.entry(place.place(), counts)))
        .collectMap(Map.Entry::getKey, Map.Entry::getValue)
        .doOnNext(counts -> {
          metrics.sealed(counts);
          countedAt = System.nanoTime();
        })
        .then();
  }

  @Override
  public void stop() {
    stop(() -> {});
  }

  /** A page that is being written ends first; the pool closes after this. */
  @Override
  public void stop(Runnable done) {
    Mono<Void> last = underWay;
    running.dispose();
    var _ = last.timeout(STOP_LIMIT).onErrorComplete().doFinally(end -> done.run()).subscribe();
  }

  @Override
  public boolean isRunning() {
    return !running.isDisposed();
  }
}
