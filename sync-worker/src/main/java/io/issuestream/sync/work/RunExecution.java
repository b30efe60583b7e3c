package io.issuestream.sync.work;

import io.issuestream.contracts.sync.SyncStage;
import io.issuestream.contracts.sync.SyncTrigger;
import io.issuestream.jira.JiraFailure;
import io.issuestream.jira.Jql;
import io.issuestream.messaging.LogFields;
import io.issuestream.sync.SyncProperties;
import io.issuestream.sync.connection.JiraAccess;
import io.issuestream.sync.lease.LeaseLost;
import io.issuestream.sync.project.TrackedProject;
import io.issuestream.sync.project.TrackedProjects;
import io.issuestream.sync.run.RunEnded;
import io.issuestream.sync.run.SyncRun;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * One try of a run, step by step: people, what is needed to understand issues, issues beside
 * sprints, then the waiting until everything has left for Kafka. Goes on where an earlier try
 * stopped.
 */
@Component
class RunExecution {

  private static final Logger log = LoggerFactory.getLogger(RunExecution.class);

  /** Where Jira asks to slow down again and again without saying for how long. */
  private static final Duration SLOWED_DOWN = Duration.ofMinutes(1);

  private final JiraAccess access;
  private final SiteSteps site;
  private final IssueStep issues;
  private final WindowPlan plan;
  private final CensusStep census;
  private final HiddenProject hidden;
  private final RunBooks books;
  private final TrackedProjects projects;
  private final SyncProperties properties;

  RunExecution(
      JiraAccess access,
      SiteSteps site,
      IssueStep issues,
      WindowPlan plan,
      CensusStep census,
      HiddenProject hidden,
      RunBooks books,
      TrackedProjects projects,
      SyncProperties properties) {
    this.access = access;
    this.site = site;
    this.issues = issues;
    this.plan = plan;
    this.census = census;
    this.hidden = hidden;
    this.books = books;
    this.projects = projects;
    this.properties = properties;
  }

  /**
   * Works on a run until it ends or has to be tried again. Fails with {@link LeaseLost} alone: the
   * connection's other runs have to stop too.
   */
  Mono<Void> execute(HeldConnection connection, SyncRun run) {
    return access
        .open(run.teamId(), run.connectionId())
        .switchIfEmpty(Mono.error(ConnectionEnded::new))
        .map(opened -> new RunContext(connection, opened, run))
        .flatMap(context ->
            attempt(context)
                .onErrorResume(HiddenProject::mayBe, refusal -> hidden.look(context, refusal))
                .onErrorResume(failure -> failed(context, failure)))
        .onErrorResume(
            failure -> !(failure instanceof LeaseLost),
            failure -> neverBegan(connection, run, failure));
  }

  private Mono<Void> attempt(RunContext context) {
    return books
        .begin(context)
        .then(
            Mono.defer(() ->
                context.run().stage() == SyncStage.PUBLISHING ? Mono.<Void>empty() : read(context)))
        .then(Mono.defer(() -> books.awaitDrain(context)));
  }

  private Mono<Void> read(RunContext context) {
    SyncRun run = context.run();
    Mono<Void> directory =
        run.users() && run.stage() == SyncStage.USERS ? site.users(context) : Mono.empty();
    // A full sync waits for nothing that can wait: these are calls of one address each.
    Mono<Void> hidden = run.full() ? Mono.empty() : Mono.defer(() -> site.hiddenAddresses(context));
    Mono<Void> people = directory.then(hidden).cache();
    return projects
        .find(run.teamId(), run.projectId())
        .switchIfEmpty(Mono.error(ConnectionEnded::new))
        .flatMap(project ->
            // The count comes first: it is cheap, and shows at once that a sync has begun.
            total(context, project)
                .flatMap(expected ->
                    Mono.zip(patiently(people), site.facts(context, project))
                        .flatMap(both -> walk(context, project, both.getT2(), expected))))
        .then(people);
  }

  /** Issues wait for the people, but not for ever: on a large site they are many pages. */
  private Mono<Boolean> patiently(Mono<Void> people) {
    return people.thenReturn(true).timeout(properties.usersPatience(), Mono.just(false));
  }

  private Mono<Void> walk(
      RunContext context, TrackedProject project, SiteFacts facts, Optional<Long> counted) {
    String basis = facts.basis().fingerprint();
    boolean full = isFull(context.run(), project) || !basis.equals(project.readWith());
    Mono<Optional<Long>> total =
        full && counted.isEmpty() ? count(context) : Mono.just(full ? counted : Optional.empty());
    return Mono.zip(condition(context, project, full), total)
        .flatMap(both ->
            windows(context, project, basis, both.getT1(), full, both.getT2())
                .flatMap(windows ->
                    books
                        .prepared(context, both.getT2(), full, basis, windows)
                        .then(issues.reading(context, facts))
                        .flatMap(reading ->
                            Mono.when(
                                    issues
                                        .read(context, reading, windows, both.getT1())
                                        .onErrorResume(
                                            JiraFailure.QueryRejected.class,
                                            refused -> anew(context, windows, refused)),
                                    site.sprints(context, facts.boards()))
                                .then(Mono.defer(() -> census.follow(context, reading)))))
                .then(Mono.defer(() -> books.stored(context, facts.basis()))));
  }

  /** An issue at which the walk stood may be gone; the next try begins at the beginning. */
  private Mono<Void> anew(RunContext context, WindowPlan.Plan windows, Throwable refused) {
    SyncRun run = context.run();
    return windows.fresh()
        ? Mono.error(refused)
        : plan.over(run.teamId(), run.projectId()).then(Mono.error(refused));
  }

  /** Of a hidden project everything is read once it shows again. */
  private static boolean isFull(SyncRun run, TrackedProject project) {
    return run.full() || project.watermark() == null || project.hidden();
  }

  /** Issues that an earlier try read with other fields have to be read again. */
  private Mono<WindowPlan.Plan> windows(
      RunContext context,
      TrackedProject project,
      String basis,
      String condition,
      boolean full,
      Optional<Long> total) {
    Mono<WindowPlan.Plan> anew =
        full ? plan.cut(context, condition, total.orElse(0L)) : Mono.just(WindowPlan.Plan.single());
    // What was read before the project was hidden is hidden now.
    return basis.equals(context.run().fieldBasis()) && !project.hidden()
        ? plan.goOn(context, condition, full).switchIfEmpty(anew)
        : anew;
  }

  private Mono<String> condition(RunContext context, TrackedProject project, boolean full) {
    String all = Jql.project(context.run().projectKey());
    Instant watermark = project.watermark();
    if (full || watermark == null) {
      return Mono.just(all);
    }
    Instant from = from(context.run(), watermark);
    return zone(context).map(zone -> Jql.and(all, Jql.updatedSince(from, zone.orElse(null))));
  }

  /** Never later than the watermark asks for: what lies between would be missed for good. */
  private Instant from(SyncRun run, Instant watermark) {
    var overlap =
        run.trigger() == SyncTrigger.NIGHTLY ? properties.nightlyOverlap() : properties.overlap();
    Instant from = watermark.minus(overlap);
    @Nullable Instant since = run.since();
    return since != null && since.isBefore(from) ? since : from;
  }

  private Mono<Optional<ZoneId>> zone(RunContext context) {
    return context
        .jira()
        .myself()
        .map(account -> Optional.ofNullable(account.timeZone()))
        .transform(
            RunProblems.noted(
                "time zone", problem -> books.note(context, problem), Mono.just(Optional.empty())));
  }

  /** An incremental run does not know beforehand how much it will find. */
  private Mono<Optional<Long>> total(RunContext context, TrackedProject project) {
    return isFull(context.run(), project) ? count(context) : Mono.just(Optional.empty());
  }

  private Mono<Optional<Long>> count(RunContext context) {
    return context
        .jira()
        .approximateCount(Jql.project(context.run().projectKey()))
        .map(Optional::of)
        .transform(
            RunProblems.noted(
                "count", problem -> books.note(context, problem), Mono.just(Optional.empty())));
  }

  private Mono<Void> failed(RunContext context, Throwable failure) {
    return switch (failure) {
      case LeaseLost lost -> stopped(context, lost).then(Mono.error(lost));
      case RunEnded ended -> stopped(context, ended);
      case HiddenProject.Hidden gone -> books.over(context, gone.getMessage());
      // Its run ends, or goes on after reconnecting, by what the connection's events say.
      case JiraFailure.CredentialsWithdrawn ended -> stopped(context, ended);
      case JiraFailure.TokenAwaited late ->
          books.postponed(context).then(Mono.defer(() -> stopped(context, late)));
      case JiraFailure.PointsSpent spent -> awaited(context, spent, spent.retryAfter());
      case JiraFailure.RateLimited limited ->
          awaited(context, limited, limited.retryAfter().orElse(SLOWED_DOWN));
      default -> {
        String words = RunProblems.words(failure);
        if (failure instanceof JiraFailure) {
          log.atWarn()
              .addKeyValue(LogFields.TEAM, context.team())
              .log("A run of {} failed: {}", context.run().projectKey(), words);
        } else {
          log.atWarn()
              .addKeyValue(LogFields.TEAM, context.team())
              .setCause(failure)
              .log("A run of {} failed", context.run().projectKey());
        }
        yield books.failed(context, words);
      }
    };
  }

  /**
   * Having to wait is no failure of the run: it goes on where it is, however often that happens.
   */
  private Mono<Void> awaited(RunContext context, JiraFailure why, Duration wait) {
    return books
        .postponed(context, wait, RunProblems.words(why))
        .then(Mono.defer(() -> stopped(context, why)));
  }

  private static Mono<Void> stopped(RunContext context, RuntimeException why) {
    log.atInfo()
        .addKeyValue(LogFields.TEAM, context.team())
        .log("Stopped working on {}: {}", context.run().projectKey(), why.getMessage());
    return Mono.empty();
  }

  /** Jira could not be opened, or the failure itself could not be noted. */
  private Mono<Void> neverBegan(HeldConnection connection, SyncRun run, Throwable failure) {
    return books
        .failedBeforeOpening(connection.lease(), run, RunProblems.words(failure))
        .onErrorResume(
            again -> !(again instanceof LeaseLost),
            again -> {
              log.warn("A run of {} could not be worked on", run.projectKey(), failure);
              return Mono.empty();
            });
  }
}
