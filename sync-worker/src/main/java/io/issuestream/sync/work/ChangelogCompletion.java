package io.issuestream.sync.work;

import io.issuestream.jira.IssueDocument;
import io.issuestream.jira.JiraFailure;
import io.issuestream.jira.JiraKind;
import io.issuestream.jira.RawChangelog;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Completes the changelogs that Cloud's search cut. Histories are only ever added, so what the
 * store holds and the newest 40 make a whole where they meet; only for the rest Jira is asked, once
 * per page of issues. What cannot be completed is stored as it came, marked as cut, told to the
 * admin and left to a later run.
 */
final class ChangelogCompletion {

  private static final String STEP = "changelogs";

  private final JiraKind kind;
  private final Function<Collection<Long>, Mono<Map<Long, IssueDocument>>> stored;
  private final Function<Collection<Long>, Mono<Map<Long, RawChangelog>>> jira;
  private final Function<Collection<Long>, Mono<Void>> cut;
  private final Function<String, Mono<Void>> problem;
  private final Scheduler scheduler;

  /** Whether Jira refused to give changelogs; it would refuse each page of this run alike. */
  private volatile boolean refused;

  /**
   * A completion for one try of a run.
   *
   * @param stored raw issues in the store, by id
   * @param jira whole changelogs from Jira, by issue id
   * @param cut notes issues that stay cut
   * @param problem notes a problem of the run
   */
  ChangelogCompletion(
      JiraKind kind,
      Function<Collection<Long>, Mono<Map<Long, IssueDocument>>> stored,
      Function<Collection<Long>, Mono<Map<Long, RawChangelog>>> jira,
      Function<Collection<Long>, Mono<Void>> cut,
      Function<String, Mono<Void>> problem,
      Scheduler scheduler) {
    this.kind = kind;
    this.stored = stored;
    this.jira = jira;
    this.cut = cut;
    this.problem = problem;
    this.scheduler = scheduler;
  }

  /** An issue whose changelog is cut, with what is known of it. */
  private record Cut(
      ReadDocument read, RawChangelog newest, RawChangelog known, @Nullable RawChangelog whole) {

    long id() {
      return read.issue().id();
    }

    Cut by(@Nullable RawChangelog other) {
      return other == null || whole != null
          ? this
          : new Cut(read, newest, known, newest.completedBy(other).orElse(null));
    }

    IssueDocument document() {
      return (whole != null ? whole : newest.besides(known)).in(read.document());
    }
  }

  /** Whether Jira refused to give changelogs. */
  boolean refused() {
    return refused;
  }

  /** The documents of a page that have to be read anew, by issue id; empty for most pages. */
  Mono<Map<Long, IssueDocument>> of(List<ReadDocument> page) {
    if (kind != JiraKind.CLOUD) {
      return told(page).thenReturn(Map.of());
    }
    List<ReadDocument> doubtful =
        page.stream().filter(read -> read.issue().changelog().mayBeCut()).toList();
    if (doubtful.isEmpty()) {
      return Mono.just(Map.of());
    }
    return stored
        .apply(doubtful.stream().map(read -> read.issue().id()).toList())
        .publishOn(scheduler)
        .map(known -> doubtful.stream().map(read -> cut(read, known)).toList())
        .flatMap(this::fetched)
        .publishOn(scheduler)
        .map(ChangelogCompletion::documents);
  }

  /** Data Center has no other way to a changelog, so there is nothing to do about it but to say. */
  private Mono<Void> told(List<ReadDocument> page) {
    boolean some =
        page.stream()
            .map(read -> read.issue().changelog())
            .anyMatch(changelog -> changelog.present() && !changelog.complete());
    return some
        ? problem.apply(
            STEP
                + ": Jira left out histories of some issues; what is computed of them is marked as"
                + " incomplete. This Jira gives no other way to them.")
        : Mono.empty();
  }

  private static Cut cut(ReadDocument read, Map<Long, IssueDocument> stored) {
    RawChangelog newest = RawChangelog.of(read.document());
    IssueDocument before = stored.get(read.issue().id());
    RawChangelog known = before == null ? newest : RawChangelog.of(before);
    return new Cut(read, newest, known, newest.completedBy(known).orElse(null));
  }

  private Mono<List<Cut>> fetched(List<Cut> some) {
    List<Long> missing =
        some.stream().filter(each -> each.whole() == null).map(Cut::id).distinct().toList();
    if (missing.isEmpty()) {
      return Mono.just(some);
    }
    Mono<Map<Long, RawChangelog>> asked =
        refused
            ? Mono.just(Map.of())
            : jira.apply(missing)
                .doOnError(JiraFailure.class, this::remember)
                .flatMap(found -> lacking(missing, found).thenReturn(found))
                .transform(RunProblems.noted(STEP, problem, Mono.just(Map.of())));
    return asked.flatMap(found -> {
      List<Cut> now = some.stream().map(each -> each.by(found.get(each.id()))).toList();
      return cut.apply(
              now.stream().filter(each -> each.whole() == null).map(Cut::id).distinct().toList())
          .thenReturn(now);
    });
  }

  private void remember(JiraFailure failure) {
    if (!failure.isTransient()) {
      refused = true;
    }
  }

  private Mono<Void> lacking(List<Long> asked, Map<Long, RawChangelog> found) {
    return found.keySet().containsAll(asked)
        ? Mono.empty()
        : problem.apply(
            STEP
                + ": Jira gave only the newest histories of some issues; the others are asked for"
                + " again by the next sync.");
  }

  private static Map<Long, IssueDocument> documents(List<Cut> some) {
    Map<Long, IssueDocument> documents = new HashMap<>();
    for (Cut each : some) {
      documents.put(each.id(), each.document());
    }
    return documents;
  }
}
