package io.issuestream.sync.work;

import io.issuestream.jira.IssueDocument;
import io.issuestream.jira.IssueSearch;
import io.issuestream.jira.Jira;
import io.issuestream.sync.SyncProperties;
import io.issuestream.sync.lease.ConnectionLeases;
import io.issuestream.sync.run.SyncWindow;
import io.issuestream.sync.run.SyncWindow.End;
import io.issuestream.sync.run.SyncWindows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Cuts what a run reads into windows: as many as walks can go on at once within the budget, and one
 * where there is little to read. The cuts are issues that there are, found by their keys: numbers
 * in keys lie evenly, and a range whose end is no issue means nothing to Jira.
 */
@Component
class WindowPlan {

  /** Fewer pages than this are not worth a window. */
  private static final int PAGES_IN_WINDOW = 2;

  private static final int MOST_IN_PAGE = 100;

  /** Beside a number whose issue was deleted or moved there is mostly one that was not. */
  private static final int NEIGHBOURS = 8;

  private final SyncWindows windows;
  private final ConnectionLeases leases;
  private final TransactionalOperator transaction;
  private final SyncProperties properties;

  WindowPlan(
      SyncWindows windows,
      ConnectionLeases leases,
      TransactionalOperator transaction,
      SyncProperties properties) {
    this.windows = windows;
    this.leases = leases;
    this.transaction = transaction;
    this.properties = properties;
  }

  /**
   * What is to be walked.
   *
   * @param windows all of the project's, those that are done too
   * @param greatest the greatest number in a key when it was made; 0 where windows are not to be
   *     split
   * @param fresh whether the windows are not stored yet
   */
  record Plan(List<SyncWindow> windows, long greatest, boolean fresh) {

    static Plan single() {
      return new Plan(List.of(SyncWindow.openAfter(1, 0)), 0, true);
    }

    List<SyncWindow> open() {
      return windows.stream().filter(window -> !window.done()).toList();
    }

    int lastNumber() {
      return windows.stream().mapToInt(SyncWindow::number).max().orElse(0);
    }
  }

  /** How many walks a run has at once. */
  int lanes() {
    return properties.lanes();
  }

  /** Goes on with the windows of an earlier try. */
  Mono<Plan> goOn(RunContext context, String condition, boolean full) {
    return windows
        .of(context.team(), context.run().projectId())
        .filter(known -> !known.isEmpty())
        .flatMap(known ->
            full && known.size() > 1
                ? greatest(context, condition).map(last -> new Plan(known, last, false))
                : Mono.just(new Plan(known, 0, false)));
  }

  /**
   * Cuts a project.
   *
   * @param expected about how many issues it has
   */
  Mono<Plan> cut(RunContext context, String condition, long expected) {
    int count = (int) Math.min(lanes(), expected / (PAGES_IN_WINDOW * MOST_IN_PAGE));
    return count < 2
        ? Mono.just(Plan.single())
        : greatest(context, condition)
            .flatMap(last ->
                last == 0
                    ? Mono.just(Plan.single())
                    : named(context, candidates(last, count))
                        .map(found -> cutAt(found, last, count)));
  }

  /** Numbers about which to cut, each with those that follow it. */
  private static List<Long> candidates(long last, int count) {
    long each = Math.min(NEIGHBOURS, Jira.MOST_BY_ID / (count - 1));
    return LongStream.range(1, count)
        .map(part -> last * part / count)
        .flatMap(at -> LongStream.range(Math.max(1, at), Math.max(1, at) + each))
        .distinct()
        .limit(Jira.MOST_BY_ID)
        .boxed()
        .toList();
  }

  /**
   * Cuts at issues.
   *
   * @param found ids by the number in their key
   */
  static Plan cutAt(NavigableMap<Long, Long> found, long last, int count) {
    List<SyncWindow> cut = new ArrayList<>();
    End before = new End(0, 0);
    for (int part = 1; part < count; part++) {
      Map.Entry<Long, Long> next =
          found.ceilingEntry(Math.max(before.keyNumber() + 1, last * part / count));
      // Rising in both orders, so that the windows are disjoint in whichever Jira uses.
      if (next != null && next.getValue() > before.id()) {
        End end = new End(next.getValue(), next.getKey());
        cut.add(new SyncWindow(cut.size() + 1, before.id(), end, false));
        before = end;
      }
    }
    cut.add(SyncWindow.openAfter(cut.size() + 1, before.id()));
    return cut.size() == 1 ? Plan.single() : new Plan(List.copyOf(cut), last, true);
  }

  /** The number in the key of the last issue; 0 where it tells none. */
  private static Mono<Long> greatest(RunContext context, String condition) {
    return context
        .jira()
        .search(
            new IssueSearch(condition + " ORDER BY id DESC", List.of("created"), false, 1, null))
        .map(page ->
            page.issues().stream()
                .map(issue -> KeyNumber.of(issue, context.run().projectKey()))
                .findFirst()
                .orElse(OptionalLong.empty())
                .orElse(0));
  }

  /** Ids of the project's issues that bear these numbers, by number. */
  private static Mono<NavigableMap<Long, Long>> named(RunContext context, List<Long> numbers) {
    String project = context.run().projectKey();
    return context
        .jira()
        .issuesNamed(numbers.stream().map(number -> project + "-" + number).toList())
        .map(issues -> {
          NavigableMap<Long, Long> found = new TreeMap<>();
          for (IssueDocument issue : issues) {
            OptionalLong number = KeyNumber.of(issue, project);
            OptionalLong id = issue.idHint();
            if (number.isPresent() && id.isPresent()) {
              found.put(number.getAsLong(), id.getAsLong());
            }
          }
          return found;
        });
  }

  /** Keeps new windows in the place of a project's earlier ones. */
  Mono<Void> keep(String teamId, String projectId, Plan plan) {
    return windows.replace(teamId, projectId, plan.windows());
  }

  /** The walk is over, or has to begin anew. */
  Mono<Void> over(String teamId, String projectId) {
    return windows.clear(teamId, projectId);
  }

  /** Finds an issue to split at and makes the split known; empty where there is none. */
  Mono<End> split(RunContext context, IssueLanes.Split split) {
    List<Long> numbers =
        LongStream.range(split.atKey(), split.atKey() + NEIGHBOURS).boxed().toList();
    return named(context, numbers)
        .mapNotNull(WindowPlan::first)
        .flatMap(at ->
            leases
                .require(context.lease())
                .then(
                    windows.split(
                        context.team(),
                        context.run().projectId(),
                        split.number(),
                        at,
                        split.upperNumber()))
                .as(transaction::transactional)
                .thenReturn(at));
  }

  private static @Nullable End first(NavigableMap<Long, Long> found) {
    Map.Entry<Long, Long> first = found.firstEntry();
    return first == null ? null : new End(first.getValue(), first.getKey());
  }
}
