package io.issuestream.insights.work;

import io.issuestream.messaging.DatabaseSignals;
import io.issuestream.messaging.LogFields;
import io.issuestream.messaging.trace.Traces;
import io.issuestream.tenancy.TeamScope;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Computes anew what is marked: woken by a notification, and looking by itself from time to time.
 */
@Component
class WorkLoop implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(WorkLoop.class);

  private final WorkMarks marks;
  private final Map<WorkKind, Worker> workers;
  private final DatabaseSignals signals;
  private final TransactionalOperator transaction;
  private final WorkSettings settings;
  private final Clock clock;
  private final Traces traces;
  private final Pace pace;
  private LocalDate day = LocalDate.EPOCH;
  private Disposable running = Disposables.disposed();

  WorkLoop(
      WorkMarks marks,
      List<Worker> workers,
      DatabaseSignals signals,
      TransactionalOperator transaction,
      WorkSettings settings,
      Clock clock,
      Traces traces) {
    this.marks = marks;
    this.workers = workers.stream().collect(Collectors.toMap(Worker::kind, Function.identity()));
    this.signals = signals;
    this.transaction = transaction;
    this.settings = settings;
    this.clock = clock;
    this.traces = traces;
    this.pace = new Pace(settings);
  }

  @Override
  public void start() {
    running =
        Flux.merge(Flux.interval(settings.poll()).map(tick -> ""), signals.on(WorkMarks.CHANNEL))
            .onBackpressureLatest()
            .concatMap(wake -> round(), 0)
            .contextWrite(TeamScope.system())
            .subscribe();
  }

  private Mono<Void> round() {
    return newDay()
        .thenMany(marks.waiting())
        .collectList()
        .flatMapIterable(items -> items)
        .filter(item -> pace.allows(item, clock.instant()))
        .flatMap(this::work, settings.parallel())
        .then()
        .doOnError(
            failure -> log.warn("Looking for work failed, trying again: {}", failure.toString()))
        .onErrorComplete();
  }

  /**
   * Ages are told by the day, so a new day is a change for everyone; so is a start, which may
   * follow days of rest.
   */
  private Mono<Void> newDay() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return today.equals(day)
        ? Mono.empty()
        : marks.insightsOfAll().doOnSuccess(done -> day = today);
  }

  private Mono<Void> work(WorkItem item) {
    Worker worker = workers.get(item.kind());
    if (worker == null) {
      return Mono.error(new IllegalStateException("Nobody computes " + item.kind()));
    }
    Instant begun = clock.instant();
    return marks
        .take(item)
        .flatMap(causes -> traces.continuing("compute " + item.kind(), causes, worker.work(item)))
        .as(transaction::transactional)
        .contextWrite(TeamScope.of(item.teamId()))
        .doOnSuccess(done -> pace.worked(item, begun, clock.instant()))
        .doOnError(failure -> failed(item, failure))
        .onErrorComplete();
  }

  private void failed(WorkItem item, Throwable failure) {
    log.atWarn()
        .addKeyValue(LogFields.TEAM, item.teamId())
        .setCause(failure)
        .log("{} could not be computed, trying again", item);
    pace.failed(item, clock.instant());
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
