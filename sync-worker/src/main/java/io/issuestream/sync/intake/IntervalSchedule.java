package io.issuestream.sync.intake;

import io.issuestream.contracts.sync.SyncTrigger;
import io.issuestream.sync.SyncProperties;
import io.issuestream.sync.project.TrackedProjects;
import io.issuestream.sync.project.TrackedProjects.DueProject;
import io.issuestream.sync.run.RunRequest;
import io.issuestream.sync.run.SyncRuns;
import io.issuestream.tenancy.TeamScope;
import java.time.Duration;
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
 * Has every active project synced each interval. The database decides whose turn it is, so any
 * number of replicas may look.
 */
@Component
final class IntervalSchedule implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(IntervalSchedule.class);
  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final int AT_A_LOOK = 100;

  private final TrackedProjects projects;
  private final SyncRuns runs;
  private final TransactionalOperator transaction;
  private final SyncProperties properties;
  private Disposable running = Disposables.disposed();

  IntervalSchedule(
      TrackedProjects projects,
      SyncRuns runs,
      TransactionalOperator transaction,
      SyncProperties properties) {
    this.projects = projects;
    this.runs = runs;
    this.transaction = transaction;
    this.properties = properties;
  }

  @Override
  public void start() {
    if (properties.intervalMinutes() > 0) {
      running =
          Flux.interval(LOOK)
              .onBackpressureLatest()
              .concatMap(
                  tick ->
                      requestDue()
                          .doOnError(failure ->
                              log.warn("Could not look at the interval: {}", failure.toString()))
                          .onErrorComplete(),
                  0)
              .contextWrite(TeamScope.system())
              .subscribe();
    }
  }

  Mono<Void> requestDue() {
    return projects
        .takeDue(AT_A_LOOK)
        .collectList()
        .flatMapIterable(due -> due)
        .concatMap(this::request)
        .then()
        .as(transaction::transactional);
  }

  private Mono<Void> request(DueProject due) {
    return runs.request(
        new RunRequest(due.teamId(), due.projectId(), SyncTrigger.INTERVAL, false, null, false));
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
