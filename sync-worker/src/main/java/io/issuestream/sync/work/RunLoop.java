package io.issuestream.sync.work;

import io.issuestream.contracts.Keys;
import io.issuestream.messaging.DatabaseSignals;
import io.issuestream.sync.SyncProperties;
import io.issuestream.sync.lease.ConnectionLeases;
import io.issuestream.sync.lease.Lease;
import io.issuestream.sync.lease.LeaseLost;
import io.issuestream.sync.run.SyncRun;
import io.issuestream.sync.run.SyncRuns;
import io.issuestream.tenancy.TeamScope;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Takes connections that have work and starts their runs, as soon as a commit notifies. What this
 * process holds is touched by one thread only.
 */
@Component
final class RunLoop implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(RunLoop.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int RUNS_AT_A_LOOK = 500;

  private final SyncRuns runs;
  private final ConnectionLeases leases;
  private final DatabaseSignals signals;
  private final RunExecution execution;
  private final SyncProperties properties;
  private final UUID holder = UUID.randomUUID();
  private final Workplaces workplaces = new Workplaces();
  private final Sinks.Many<String> ended = Sinks.many().unicast().onBackpressureBuffer();
  private Scheduler thread = Schedulers.immediate();
  private Disposable running = Disposables.disposed();

  RunLoop(
      SyncRuns runs,
      ConnectionLeases leases,
      DatabaseSignals signals,
      RunExecution execution,
      SyncProperties properties,
      MeterRegistry meters) {
    this.runs = runs;
    this.leases = leases;
    this.signals = signals;
    this.execution = execution;
    this.properties = properties;
    Gauge.builder("issuestream.sync.connections.held", workplaces, Workplaces::count)
        .description("Connections whose lease this worker has")
        .register(meters);
  }

  @Override
  public void start() {
    thread = Schedulers.newSingle("sync-runs", true);
    Flux<String> looks =
        Flux.merge(
            signals.on(SyncRuns.CHANNEL), Flux.interval(LOOK).map(tick -> ""), ended.asFlux());
    Flux<Long> renewals = Flux.interval(properties.lease().dividedBy(3));
    running =
        Flux.merge(
                looks.onBackpressureLatest().concatMap(signal -> look(), 0),
                renewals.onBackpressureLatest().concatMap(tick -> renew(), 0))
            .contextWrite(TeamScope.system())
            .subscribe();
  }

  private Mono<Void> look() {
    return Mono.fromCallable(workplaces::runIds)
        .subscribeOn(thread)
        .flatMap(working ->
            runs.due(holder, working, properties.runsPerConnection(), RUNS_AT_A_LOOK).collectList())
        .publishOn(thread)
        .flatMapIterable(due -> due)
        .concatMap(this::take)
        .then(Mono.defer(this::releaseIdle))
        .doOnError(failure -> log.warn("Could not look for runs: {}", failure.toString()))
        .onErrorComplete();
  }

  private Mono<Void> take(SyncRun run) {
    String key = Keys.of(run.teamId(), run.connectionId());
    if (workplaces.holds(key)) {
      return Mono.fromRunnable(() -> work(key, run));
    }
    if (workplaces.count() >= properties.connections()) {
      return Mono.empty();
    }
    return leases
        .take(run.teamId(), run.connectionId(), holder)
        .publishOn(thread)
        .doOnNext(lease -> {
          workplaces.open(key, HeldConnection.of(lease, properties.lanes()));
          work(key, run);
        })
        .then();
  }

  private void work(String key, SyncRun run) {
    workplaces.start(
        key,
        run.runId(),
        properties.runsPerConnection(),
        connection ->
            execution
                .execute(connection, run)
                .subscribeOn(Schedulers.parallel())
                .doOnError(
                    LeaseLost.class,
                    lost -> onThread(() -> workplaces.lose(key, connection.lease())))
                .onErrorComplete(LeaseLost.class)
                .doFinally(signal -> onThread(() -> done(key, connection.lease(), run.runId())))
                .contextWrite(TeamScope.of(run.teamId()))
                .subscribe());
  }

  private void onThread(Runnable step) {
    try {
      thread.schedule(step);
    } catch (RejectedExecutionException stopping) {
      log.debug("A run ended while this worker stops", stopping);
    }
  }

  private void done(String key, Lease lease, UUID runId) {
    workplaces.done(key, lease, runId);
    // Another run of the connection may have waited for the place; a lost signal costs a second.
    var _ = ended.tryEmitNext("");
  }

  private Mono<Void> releaseIdle() {
    List<Lease> idle = workplaces.closeIdle();
    return idle.isEmpty() ? Mono.empty() : leases.release(idle);
  }

  private Mono<Void> renew() {
    return Mono.fromCallable(workplaces::leases)
        .subscribeOn(thread)
        .filter(held -> !held.isEmpty())
        .flatMap(asked ->
            leases
                .renew(asked)
                .publishOn(thread)
                .doOnNext(held -> workplaces.keepOnly(asked, held)))
        .doOnError(failure -> log.warn("Could not renew the leases: {}", failure.toString()))
        .onErrorComplete()
        .then();
  }

  @Override
  public void stop() {
    stop(() -> {});
  }

  /** Stops the runs where they are and lets other workers go on with them at once. */
  @Override
  public void stop(Runnable callback) {
    running.dispose();
    var _ =
        Mono.fromCallable(workplaces::closeAll)
            .subscribeOn(thread)
            .flatMap(leases::release)
            .timeout(properties.lease())
            .doOnError(failure -> log.info("Could not release the leases: {}", failure.toString()))
            .onErrorComplete()
            .doFinally(signal -> {
              thread.dispose();
              callback.run();
            })
            .contextWrite(TeamScope.system())
            .subscribe();
  }

  @Override
  public boolean isRunning() {
    return !running.isDisposed();
  }
}
