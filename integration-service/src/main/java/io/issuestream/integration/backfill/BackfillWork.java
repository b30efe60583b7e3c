package io.issuestream.integration.backfill;

import io.issuestream.github.GithubFailure;
import io.issuestream.integration.github.connection.GithubAccess;
import io.issuestream.integration.github.connection.GithubConnections;
import io.issuestream.integration.github.connection.OpenGithub;
import io.issuestream.tenancy.TeamScope;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads whatever is due of one connection, and writes down how each run ended. */
@Component
class BackfillWork {

  private static final Logger log = LoggerFactory.getLogger(BackfillWork.class);

  /** Where a limit struck and nobody said for how long. */
  private static final Duration UNTOLD_WAIT = Duration.ofMinutes(1);

  private final GithubAccess access;
  private final GithubConnections connections;
  private final Leases leases;
  private final Walks walks;
  private final Backfill backfill;
  private final BackfillProperties properties;

  BackfillWork(
      GithubAccess access,
      GithubConnections connections,
      Leases leases,
      Walks walks,
      Backfill backfill,
      BackfillProperties properties) {
    this.access = access;
    this.connections = connections;
    this.leases = leases;
    this.walks = walks;
    this.backfill = backfill;
    this.properties = properties;
  }

  /**
   * Takes a connection that has something due and reads it; false where there is none.
   *
   * @param stop ends it early; the lease is given back all the same
   */
  Mono<Boolean> round(Mono<Void> stop) {
    return Mono.usingWhen(
            leases.take(properties.lease()).contextWrite(TeamScope.system()),
            lease -> Mono.firstWithSignal(due(lease), lifeSigns(lease), stop).thenReturn(true),
            this::release)
        .defaultIfEmpty(false);
  }

  private Mono<Void> release(Lease lease) {
    return leases.release(lease).contextWrite(TeamScope.of(lease.teamId()));
  }

  /** Ends when the lease is another's by now. */
  private Mono<Void> lifeSigns(Lease lease) {
    return Flux.interval(properties.lease().dividedBy(3))
        .onBackpressureDrop()
        .concatMap(tick ->
            leases
                .renew(lease, properties.lease())
                .doOnError(failure ->
                    log.warn("Could not renew a lease, trying again: {}", failure.toString()))
                .onErrorReturn(true))
        .takeUntil(ours -> !ours)
        .then()
        .contextWrite(TeamScope.of(lease.teamId()));
  }

  private Mono<Void> due(Lease lease) {
    return access
        .forWork(lease.teamId())
        .flatMap(open ->
            walks
                .due(lease.teamId())
                .flatMapIterable(due -> due)
                .concatMap(walk -> run(lease, open, walk))
                .then())
        .contextWrite(TeamScope.of(lease.teamId()));
  }

  private Mono<Void> run(Lease lease, OpenGithub open, Walk walk) {
    return walks
        .begin(walk)
        .then(backfill.read(lease, open, walk))
        .then(Mono.defer(() -> connections.rejected(open.connection(), false)))
        .onErrorResume(GithubFailure.class, failure -> ended(open, walk, failure))
        .onErrorResume(RunEnded.class, ended -> Mono.empty());
  }

  private Mono<Void> ended(OpenGithub open, Walk walk, GithubFailure failure) {
    log.info("Reading {} ended early: {}", walk.fullName(), failure.getMessage());
    String why = failure.getMessage() + ". " + failure.advice();
    return switch (failure) {
      case GithubFailure.RateLimited limited ->
          walks.later(walk, limited.retryAfter().orElse(UNTOLD_WAIT));
      case GithubFailure.CredentialsRejected _ ->
          connections
              .rejected(open.connection(), true)
              .then(walks.failed(walk, why, true, properties.every()));
      default ->
          walks.failed(
              walk,
              why,
              !failure.isTransient(),
              failure.isTransient() ? backoff(walk) : properties.every());
    };
  }

  private Duration backoff(Walk walk) {
    Duration wait = properties.retryBackoff().multipliedBy(1L << Math.min(walk.failures(), 10));
    return wait.compareTo(properties.every()) > 0 ? properties.every() : wait;
  }
}
