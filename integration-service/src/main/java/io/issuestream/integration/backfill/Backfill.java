package io.issuestream.integration.backfill;

import io.issuestream.github.GithubPage;
import io.issuestream.github.PageRequest;
import io.issuestream.integration.backfill.Details.Detailed;
import io.issuestream.integration.backfill.Reads.Read;
import io.issuestream.integration.github.connection.GithubAccess;
import io.issuestream.integration.github.connection.OpenGithub;
import io.issuestream.integration.pullrequest.ListedPullRequest;
import io.issuestream.integration.pullrequest.PullRequestIntake;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Walks through the pages of one repository and brings in what they show. */
@Component
class Backfill {

  private static final Logger log = LoggerFactory.getLogger(Backfill.class);

  /** The client's budget decides how many are under way; this many may wait there. */
  private static final int DETAILS_AT_ONCE = 4;

  private final GithubAccess access;
  private final PullRequestIntake intake;
  private final Leases leases;
  private final Walks walks;
  private final Reads reads;
  private final TransactionalOperator transaction;
  private final BackfillProperties properties;

  Backfill(
      GithubAccess access,
      PullRequestIntake intake,
      Leases leases,
      Walks walks,
      Reads reads,
      TransactionalOperator transaction,
      BackfillProperties properties) {
    this.access = access;
    this.intake = intake;
    this.leases = leases;
    this.walks = walks;
    this.reads = reads;
    this.transaction = transaction;
    this.properties = properties;
  }

  /** Reads on until everything that changed is held; fails as the client does. */
  Mono<Void> read(Lease lease, OpenGithub open, Walk from) {
    var run = new Run(lease, open);
    return Mono.just(from).expand(walk -> page(run, walk)).then();
  }

  private record Run(Lease lease, OpenGithub open) {}

  /** One page; the walk as it goes on, or empty at its end. */
  private Mono<Walk> page(Run run, Walk walk) {
    return run.open()
        .github()
        .page(request(walk))
        .flatMap(page ->
            page.changed()
                ? bringIn(run, walk, page)
                // Nothing changed at all since the last walk.
                : held(run, walk, walks.complete(unchanged(walk), properties.every()))
                    .then(Mono.empty()));
  }

  private static PageRequest request(Walk walk) {
    String next = walk.nextPage();
    return next == null
        ? PageRequest.pullRequests(walk.repositoryId()).unless(walk.etag())
        : PageRequest.furtherPullRequests(next);
  }

  private static Walk unchanged(Walk walk) {
    return walk.begunWith(walk.knownUntil(), walk.etag());
  }

  private Mono<Walk> bringIn(Run run, Walk before, GithubPage page) {
    List<ListedPullRequest> listed =
        page.items().stream().map(ListedPullRequest::read).flatMap(Optional::stream).toList();
    if (listed.size() < page.items().size()) {
      log.warn(
          "{} of a page of {} pull requests of {} cannot be read and are left out",
          page.items().size() - listed.size(),
          page.items().size(),
          before.fullName());
    }
    String name = listed.isEmpty() ? before.fullName() : listed.getFirst().repository();
    if (!name.equals(before.fullName())) {
      Walk renamed = before.renamed(name);
      return held(run, before, reads.forget(renamed).then(walks.checkpoint(renamed)))
          .thenReturn(renamed);
    }
    Walk walk =
        before.nextPage() == null ? before.begunWith(newest(listed, before), page.etag()) : before;
    boolean metKnown = listed.stream().anyMatch(one -> walk.knows(one.updatedAt()));
    List<ListedPullRequest> fresh =
        listed.stream().filter(one -> !walk.knows(one.updatedAt())).toList();
    return Flux.fromIterable(fresh)
        .buffer(properties.batch())
        .concatMap(batch -> batch(run, walk, batch))
        .then(Mono.defer(() -> end(run, walk, metKnown ? null : page.next())));
  }

  private static @Nullable Instant newest(List<ListedPullRequest> listed, Walk walk) {
    return listed.stream()
        .map(ListedPullRequest::updatedAt)
        .max(Instant::compareTo)
        .orElse(walk.knownUntil());
  }

  private Mono<Walk> end(Run run, Walk walk, @Nullable PageRequest next) {
    if (next == null) {
      return held(run, walk, walks.complete(walk, properties.every())).then(Mono.empty());
    }
    Walk further = walk.next(next.pathAndQuery());
    return held(run, walk, walks.checkpoint(further)).thenReturn(further);
  }

  private Mono<Void> batch(Run run, Walk walk, List<ListedPullRequest> batch) {
    var details = new Details(run.open().github(), walk);
    return reads
        .of(walk, batch.stream().map(ListedPullRequest::number).toList())
        .flatMapMany(known ->
            Flux.fromIterable(batch)
                .filter(one -> !isHeld(known, one))
                .flatMapSequential(
                    one -> details.of(one, known.get(one.number())), DETAILS_AT_ONCE))
        .collectList()
        .flatMap(all -> all.isEmpty() ? Mono.empty() : held(run, walk, keep(walk, all)));
  }

  private static boolean isHeld(Map<Integer, Read> known, ListedPullRequest one) {
    Read read = known.get(one.number());
    return read != null && read.updatedAt().equals(one.updatedAt());
  }

  private Mono<Void> keep(Walk walk, List<Detailed> all) {
    return intake
        .take(walk.teamId(), all.stream().map(Detailed::pullRequest).toList())
        .then(reads.put(walk, all.stream().map(Detailed::read).toList()));
  }

  /** A change in a transaction of its own, made only while the run is still ours. */
  private Mono<Void> held(Run run, Walk walk, Mono<Void> change) {
    return leases
        .hold(run.lease(), walk.repositoryId())
        .delayUntil(pause -> change)
        .as(transaction::transactional)
        .doOnNext(pause -> access.heed(run.lease().connectionId(), pause))
        .then();
  }
}
