package io.issuestream.sync.connection;

import io.issuestream.contracts.Topic;
import io.issuestream.keys.KeyIds;
import io.issuestream.keys.KeyMetrics;
import io.issuestream.messaging.inbound.TopicScan;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Takes up a key file that was replaced, and tells for which keys credentials came sealed. */
final class KeyWatch implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(KeyWatch.class);
  private static final Duration SCAN_LIMIT = Duration.ofMinutes(1);

  private final CredentialKeys keys;
  private final JiraConnections connections;
  private final TopicScan scan;
  private final KeyProperties properties;
  private final KeyMetrics metrics;
  private Disposable running = Disposables.disposed();
  private volatile long countedAt;

  KeyWatch(
      CredentialKeys keys,
      JiraConnections connections,
      TopicScan scan,
      KeyProperties properties,
      KeyMetrics metrics) {
    this.keys = keys;
    this.connections = connections;
    this.scan = scan;
    this.properties = properties;
    this.metrics = metrics;
  }

  @Override
  public void start() {
    countedAt = System.nanoTime() - properties.countEvery().toNanos();
    running =
        Flux.interval(Duration.ZERO, properties.lookEvery(), Schedulers.boundedElastic())
            .onBackpressureDrop()
            .concatMap(tick -> look(), 1)
            .subscribe();
  }

  private Mono<Void> look() {
    return Mono.fromCallable(this::refreshed)
        .filter(this::countIsDue)
        .flatMap(due -> connections.sealedFor())
        .flatMap(stored ->
            scan.show(Topic.JIRA_CREDENTIALS, new SealedRecords(), SCAN_LIMIT)
                .doOnNext(records -> {
                  metrics.sealed(
                      Map.of(
                          "jira_credential.ciphertext",
                          stored,
                          "jira.credentials last",
                          records.last(),
                          "jira.credentials overwritten",
                          records.overwritten()));
                  countedAt = System.nanoTime();
                }))
        // The loop outlives a database that is away for a while.
        .doOnError(failure ->
            log.warn("Could not count sealed credentials, trying again: {}", failure.toString()))
        .onErrorComplete()
        .then();
  }

  private Optional<KeyIds> refreshed() {
    keys.refresh();
    keys.ids().ifPresent(ids -> metrics.loaded(Map.of("credentials-private", ids)));
    return keys.ids();
  }

  private boolean countIsDue(Optional<KeyIds> ids) {
    return ids.filter(KeyIds::several).isPresent()
        || System.nanoTime() - countedAt >= properties.countEvery().toNanos();
  }

  @Override
  public void stop() {
    running.dispose();
  }

  @Override
  public boolean isRunning() {
    return !running.isDisposed();
  }
}
