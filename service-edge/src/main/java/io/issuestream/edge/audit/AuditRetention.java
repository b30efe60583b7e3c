package io.issuestream.edge.audit;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Deletes entries past their time; every replica may, and none needs to. */
final class AuditRetention implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(AuditRetention.class);

  private final AuditEntries entries;
  private final Duration retention;
  private final Duration sweep;
  private Disposable running = Disposables.disposed();

  AuditRetention(AuditEntries entries, AuditProperties properties) {
    this.entries = entries;
    this.retention = properties.retention();
    this.sweep = properties.sweep();
  }

  @Override
  public void start() {
    running = Flux.interval(sweep).onBackpressureDrop().concatMap(tick -> round(), 0).subscribe();
  }

  private Mono<Long> round() {
    return entries
        .deleteOlderThan(retention)
        .doOnError(failure ->
            log.warn(
                "Old audit entries could not be deleted, trying again: {}", failure.toString()))
        .onErrorComplete();
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
