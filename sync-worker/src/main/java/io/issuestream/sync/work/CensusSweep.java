package io.issuestream.sync.work;

import io.issuestream.jira.IssueDocument;
import io.issuestream.jira.IssuePage;
import io.issuestream.jira.JiraFailure;
import io.issuestream.jira.Jql;
import io.issuestream.sync.census.Censuses;
import io.issuestream.sync.census.Censuses.Range;
import io.issuestream.sync.run.SyncRun;
import io.issuestream.sync.run.SyncWindow;
import io.issuestream.sync.run.SyncWindow.End;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Compares what Jira lists with what is held, range of ids by range. A comparison that is cut short
 * fails, so that nothing is concluded from half of one.
 */
@Component
class CensusSweep {

  /** A page of ids only; Data Center gives fewer. */
  private static final int IDS = 5000;

  private static final int RANGES_AT_ONCE = 4;
  private static final int SPARE = 200;
  private static final int MOST_RANGES = 64;
  private static final List<String> ID = List.of("id");

  private final Censuses censuses;

  CensusSweep(Censuses censuses) {
    this.censuses = censuses;
  }

  /**
   * What is not the same.
   *
   * @param unknown ids that Jira lists and that are not held as visible
   * @param absent ids that are held, that Jira does not list, and that no census missed before, and
   *     all that were hidden with their whole project
   * @param pending ids that an earlier census missed
   */
  record Differences(Set<Long> unknown, Set<Long> absent, Set<Long> pending) {

    static Differences none() {
      return new Differences(new HashSet<>(), new HashSet<>(), new HashSet<>());
    }

    /** What could not be read is known to be missing, and tried again by the next run. */
    Differences without(List<Long> unread) {
      unread.forEach(unknown::remove);
      return this;
    }

    Differences with(Differences other) {
      unknown.addAll(other.unknown);
      absent.addAll(other.absent);
      pending.addAll(other.pending);
      return this;
    }
  }

  /**
   * Finds differences.
   *
   * @param held visible issues held
   * @param differs whether the counts of the whole project differ
   * @param everywhere whether ids are compared even where counts are equal
   */
  Mono<Differences> differences(
      RunContext context, long held, boolean differs, boolean everywhere) {
    SyncRun run = context.run();
    Mono<Differences> hidden =
        censuses
            .hidden(run.teamId(), run.projectId())
            .map(ids -> new Differences(new HashSet<>(), ids.veiled(), ids.missed()));
    if (!differs && !everywhere) {
      return hidden;
    }
    int ranges = Math.clamp((held + IDS - 1) / IDS, 1, MOST_RANGES);
    return censuses
        .ranges(run.teamId(), run.projectId(), ranges)
        .flatMapMany(Flux::fromIterable)
        .filterWhen(range -> everywhere || ranges == 1 ? Mono.just(true) : differs(context, range))
        .flatMap(range -> compare(context, range), RANGES_AT_ONCE)
        // Some Jiras refuse a range whose end is an issue they do not have any more.
        .onErrorResume(
            JiraFailure.QueryRejected.class, _ -> compare(context, new Range(0, null, held)).flux())
        .mergeWith(hidden)
        .reduce(Differences.none(), Differences::with)
        .zipWith(censuses.unread(run.teamId(), run.projectId()))
        .map(both -> both.getT1().without(both.getT2()));
  }

  private static Mono<Boolean> differs(RunContext context, Range range) {
    String after = range.afterId() > 0 ? Jql.idAfter(range.afterId()) : "";
    Long to = range.toId();
    return context
        .jira()
        .approximateCount(
            Jql.and(
                Jql.project(context.run().projectKey()), after, to == null ? "" : Jql.idUpTo(to)))
        .map(count -> count != range.visible());
  }

  private Mono<Differences> compare(RunContext context, Range range) {
    SyncRun run = context.run();
    return listed(context, range)
        .zipWith(censuses.ids(run.teamId(), run.projectId(), range))
        .map(both -> {
          Differences found = Differences.none();
          Set<Long> listed = both.getT1();
          Set<Long> held = both.getT2();
          listed.stream().filter(id -> !held.contains(id)).forEach(found.unknown()::add);
          held.stream().filter(id -> !listed.contains(id)).forEach(found.absent()::add);
          return found;
        });
  }

  /** All ids that Jira lists in a range. */
  private static Mono<Set<Long>> listed(RunContext context, Range range) {
    Long to = range.toId();
    var walk =
        new WindowWalk(
            new SyncWindow(0, range.afterId(), to == null ? null : new End(to, 0), false),
            context.run().projectKey());
    Set<Long> ids = new HashSet<>();
    // Points are asked for by the size of the page.
    int size = (int) Math.min(IDS, range.visible() + SPARE);
    return Mono.defer(() ->
            context.jira().search(walk.ids(Jql.project(context.run().projectKey()), ID, size)))
        .doOnNext(page -> {
          walk.take(page);
          addIds(page, ids);
        })
        .repeat(() -> !walk.ended())
        .then(Mono.just(ids));
  }

  private static void addIds(IssuePage page, Set<Long> ids) {
    for (IssueDocument issue : page.issues()) {
      issue.idHint().ifPresent(ids::add);
    }
  }
}
