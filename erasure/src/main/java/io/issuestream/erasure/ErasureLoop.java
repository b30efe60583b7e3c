package io.issuestream.erasure;

import io.issuestream.erasure.ErasureTasks.Task;
import io.issuestream.messaging.DatabaseSignals;
import io.issuestream.tenancy.TeamScope;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Does the erasures one after the other, and sweeps deleted teams. */
final class ErasureLoop implements SmartLifecycle {

  static final String CHANNEL = "issuestream_erasures";

  private static final Logger log = LoggerFactory.getLogger(ErasureLoop.class);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private final ErasureTasks tasks;
  private final ErasureSteps steps;
  private final TeamRemoval removal;
  private final LetterErasing letters;
  private final DatabaseSignals signals;
  private final ErasureProperties properties;
  private Disposable running = Disposables.disposed();

  ErasureLoop(
      ErasureTasks tasks,
      ErasureSteps steps,
      TeamRemoval removal,
      LetterErasing letters,
      DatabaseSignals signals,
      ErasureProperties properties) {
    this.tasks = tasks;
    this.steps = steps;
    this.removal = removal;
    this.letters = letters;
    this.signals = signals;
    this.properties = properties;
  }

  @Override
  public void start() {
    Flux<String> looks =
        Flux.merge(Flux.interval(properties.lookEvery()).map(tick -> ""), signals.on(CHANNEL));
    running =
        Flux.merge(
                looks.onBackpressureLatest().concatMap(look -> quietly(work()), 0),
                Flux.interval(properties.sweepEvery())
                    .onBackpressureLatest()
                    .concatMap(tick -> quietly(sweep()), 0))
            .contextWrite(TeamScope.system())
            .subscribe();
  }

  private Mono<Void> work() {
    return Mono.defer(() -> tasks.claim().contextWrite(TeamScope.system()))
        .flatMap(task -> perform(task).thenReturn(true))
        .defaultIfEmpty(false)
        .repeat()
        .takeWhile(found -> found)
        .then();
  }

  private Mono<Void> perform(Task task) {
    return steps
        .perform(task)
        .contextWrite(TeamScope.of(task.teamId()))
        .doOnSuccess(done -> log.info("Erasure {} of {} is done", task.erasureId(), task.teamId()))
        .onErrorResume(failure -> {
          log.warn(
              "Erasure {} of {} failed at try {} and is tried again: {}",
              task.erasureId(),
              task.teamId(),
              task.attempts(),
              reason(failure));
          return tasks.postpone(task, wait(task)).contextWrite(TeamScope.of(task.teamId()));
        });
  }

  /** What a library or the database says may quote what is to be erased. */
  private static String reason(Throwable failure) {
    return failure instanceof ErasureKeyMissing || failure instanceof IllegalStateException
        ? String.valueOf(failure.getMessage())
        : failure.getClass().getName();
  }

  private static Duration wait(Task task) {
    Duration wait = Duration.ofSeconds(2L << Math.min(task.attempts(), 7));
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }

  private Mono<Void> sweep() {
    return tasks
        .teamsToSweep()
        .collectList()
        .flatMapMany(Flux::fromIterable)
        .concatMap(team ->
            removal
                .remove(team, new Findings())
                .contextWrite(TeamScope.of(team))
                .then(Mono.defer(() -> letters.sweep(team))))
        .then();
  }

  /** The loop outlives a database that is away for a while. */
  private static Mono<Void> quietly(Mono<Void> step) {
    return step.doOnError(
            failure -> log.warn("Could not look after erasures, trying again: {}", reason(failure)))
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
