package io.issuestream.sync.work;

import io.issuestream.jira.IssueDocument;
import io.issuestream.jira.IssuesById;
import io.issuestream.jira.Jira;
import io.issuestream.sync.issue.FailedIssue;
import io.issuestream.sync.issue.Issues;
import io.issuestream.sync.issue.StoreOutcome;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.pool.Pool;

/**
 * Reads issues of one run and stores them: a page of a walk, or issues by their ids. However many
 * are read at once, two pages are stored at once, so that the database has one to work on while the
 * other is handed over; a connection asks for so many at once, and the whole process unpacks so
 * many at once.
 */
final class IssueReading {

  /** Everything but what grows without bound and nothing here is computed from. */
  static final List<String> FIELDS = List.of("*all", "-comment", "-worklog", "-attachment");

  private static final int STORED_AT_ONCE = 2;

  private final RunContext context;
  private final PagePreparation preparation;
  private final PageStore store;
  private final Pool<Object> places;
  private final Pool<Object> turn = Turns.of(STORED_AT_ONCE);
  private final Set<Long> openFailures;
  private final PageSpans spans;

  IssueReading(
      RunContext context,
      PagePreparation preparation,
      PageStore store,
      Pool<Object> places,
      Set<Long> openFailures,
      PageSpans spans) {
    this.context = context;
    this.preparation = preparation;
    this.store = store;
    this.places = places;
    this.openFailures = openFailures;
    this.spans = spans;
  }

  /** Issues that had failed before this run. */
  Set<Long> openFailures() {
    return openFailures;
  }

  /** Whether Jira refused to give changelogs. */
  boolean changelogsRefused() {
    return preparation.changelogsRefused();
  }

  /** Reads and stores the next page of a walk. */
  Mono<Void> page(WindowWalk walk, String condition, int pageSize) {
    return context
        .connection()
        .pages()
        .withPoolable(_ ->
            spans.page(
                context,
                "search",
                Mono.defer(() ->
                    context
                        .jira()
                        .search(walk.next(condition, FIELDS, pageSize))
                        .map(walk::take)
                        .flatMap(page -> placed(ready(page), Issues.BY_SEARCH)))))
        .then();
  }

  private Mono<PreparedPage> ready(WindowWalk.WalkPage page) {
    return preparation.prepare(page.issues(), page.mark(), page.serverTime());
  }

  /** A place is taken once the answer is there, so that no slow Jira takes those of others. */
  private Mono<StoreOutcome> placed(Mono<PreparedPage> ready, int rank) {
    return places.withPoolable(_ -> ready.flatMap(page -> stored(page, rank))).next();
  }

  /**
   * What reading by id came to.
   *
   * @param missing ids that Jira does not answer for
   * @param moved how many issues have another key than was stored
   * @param changed how many were stored because they were not, or not so
   */
  record ById(Set<Long> missing, int moved, int changed) {

    static final ById NOTHING = new ById(Set.of(), 0, 0);

    ById plus(ById other) {
      Set<Long> all = new HashSet<>(missing);
      all.addAll(other.missing);
      return new ById(all, moved + other.moved, changed + other.changed);
    }
  }

  /** Reads and stores issues by their ids, wherever they are now. */
  Mono<ById> byId(Collection<Long> ids) {
    return batches(ids, some -> context.jira().issues(some, FIELDS));
  }

  /** The same past the index of a Jira that has no other way to many: for few. */
  Mono<ById> pastIndex(Collection<Long> ids) {
    return batches(ids, some -> context.jira().issuesPastIndex(some, FIELDS));
  }

  private Mono<ById> batches(Collection<Long> ids, Function<List<Long>, Mono<IssuesById>> read) {
    return Flux.fromIterable(ids.stream().sorted().distinct().toList())
        .buffer(Jira.MOST_BY_ID)
        .concatMap(some ->
            spans.page(context, "id", Mono.defer(() -> read.apply(some).flatMap(this::batch))))
        .reduce(ById.NOTHING, ById::plus);
  }

  /** What came by the index outranks nothing, however it was asked for. */
  private Mono<ById> batch(IssuesById read) {
    Map<Boolean, List<IssueDocument>> byIndex =
        read.issues().stream()
            .collect(
                Collectors.partitioningBy(
                    issue -> issue.idHint().stream().anyMatch(read.indexed()::contains)));
    return batch(byIndex.getOrDefault(true, List.of()), List.of(), Issues.BY_SEARCH)
        .zipWith(
            batch(byIndex.getOrDefault(false, List.of()), unread(read), Issues.BY_ID),
            StoreOutcome::plus)
        .flatMap(outcome -> settled(read, outcome));
  }

  /** What the index contradicts was asked for by id, so that is done now. */
  private Mono<ById> settled(IssuesById read, StoreOutcome outcome) {
    ById known = byId(read, outcome);
    return read.indexed().isEmpty() || outcome.disputed().isEmpty()
        ? Mono.just(known)
        : pastIndex(outcome.disputed()).map(known::plus);
  }

  private Mono<StoreOutcome> batch(List<IssueDocument> issues, List<FailedIssue> unread, int rank) {
    return issues.isEmpty() && unread.isEmpty()
        ? Mono.just(StoreOutcome.NOTHING)
        : placed(preparation.prepare(issues, null, null).map(page -> page.with(unread)), rank);
  }

  private static List<FailedIssue> unread(IssuesById read) {
    return read.unread().stream()
        .sorted()
        .map(id -> new FailedIssue(id, null, "Jira could not give it; it is asked for again."))
        .toList();
  }

  private static ById byId(IssuesById read, StoreOutcome outcome) {
    return new ById(read.missing(), outcome.moved(), outcome.created() + outcome.updated());
  }

  private Mono<StoreOutcome> stored(PreparedPage page, int rank) {
    return turn.withPoolable(_ -> store.commit(context, page, rank, openFailures)).next();
  }
}
