package io.issuestream.sync.work;

import io.issuestream.contracts.sync.SyncTrigger;
import io.issuestream.jira.JiraFailure;
import io.issuestream.jira.Jql;
import io.issuestream.sync.SyncProperties;
import io.issuestream.sync.census.CensusResult;
import io.issuestream.sync.census.Censuses;
import io.issuestream.sync.run.SyncRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The step that proves a project's copy complete, after a run has read what changed. Counts are
 * compared first, which costs one call; ids only where counts differ, and everywhere once in a
 * while, because what is missing and what is too much may add up to nothing.
 */
@Component
class CensusStep {

  private static final Logger log = LoggerFactory.getLogger(CensusStep.class);

  private final Censuses censuses;
  private final CensusSweep sweep;
  private final CensusSettlement settlement;
  private final HiddenProject hidden;
  private final RunBooks books;
  private final SyncProperties.Census properties;

  CensusStep(
      Censuses censuses,
      CensusSweep sweep,
      CensusSettlement settlement,
      HiddenProject hidden,
      RunBooks books,
      SyncProperties properties) {
    this.censuses = censuses;
    this.sweep = sweep;
    this.settlement = settlement;
    this.hidden = hidden;
    this.books = books;
    this.properties = properties.census();
  }

  /** Takes a census where one is due. It may fail without stopping the run. */
  Mono<Void> follow(RunContext context, IssueReading reading) {
    SyncRun run = context.run();
    return censuses
        .last(run.teamId(), run.projectId())
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        .filter(last -> isDue(run, last.orElse(null)))
        .flatMap(last -> take(context, reading, last.orElse(null)))
        .onErrorResume(HiddenProject::mayBe, refusal -> hidden.look(context, refusal))
        // It would begin anew each time the run goes on, and the run would never end.
        .onErrorResume(
            failure ->
                failure instanceof JiraFailure.PointsSpent
                    || failure instanceof JiraFailure.RateLimited,
            failure -> books.note(context, "census: " + RunProblems.words(failure)))
        .transform(
            RunProblems.noted("census", problem -> books.note(context, problem), Mono.empty()));
  }

  private boolean isDue(SyncRun run, @Nullable CensusResult last) {
    return last == null
        || run.trigger() != SyncTrigger.INTERVAL
        || isOver(last.takenAt(), properties.every());
  }

  private static boolean isOver(@Nullable Instant then, Duration length) {
    return then == null || Instant.now().isAfter(then.plus(length));
  }

  private Mono<Void> take(RunContext context, IssueReading reading, @Nullable CensusResult last) {
    SyncRun run = context.run();
    long callsBefore = context.calls();
    boolean everywhere = last != null && isOver(last.sweptAt(), properties.sweepEvery());
    return Mono.zip(
            context.jira().approximateCount(Jql.project(run.projectKey())),
            censuses.held(run.teamId(), run.projectId()))
        .flatMap(counts -> {
          Censuses.Held held = counts.getT2();
          boolean differs = counts.getT1() != held.visible() + held.unread();
          return sweep
              .differences(context, held.visible(), differs, everywhere)
              .flatMap(found -> settlement.settle(context, reading, last, found))
              .flatMap(settled ->
                  censuses
                      .held(run.teamId(), run.projectId())
                      .map(after ->
                          new CensusResult(
                              run.projectId(),
                              run.runId(),
                              Instant.now(),
                              everywhere || last == null ? Instant.now() : null,
                              counts.getT1(),
                              after.visible(),
                              after.hidden(),
                              settled.repaired(),
                              settled.hidden(),
                              settled.deleted(),
                              settled.moved(),
                              settled.vanished(),
                              context.calls() - callsBefore,
                              last == null ? null : last.confirmedBy())));
        })
        .doOnNext(result -> log.info("Census of {}: {}", run.projectKey(), result))
        .flatMap(result -> books.census(context, result));
  }
}
