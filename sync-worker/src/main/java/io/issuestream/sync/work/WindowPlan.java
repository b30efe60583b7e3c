package io.issuestream.sync.work;

import io.issuestream.jira.IssueDocument;
import io.issuestream.jira.IssuePage;
import io.issuestream.jira.IssueSearch;
import io.issuestream.sync.SyncProperties;
import io.issuestream.sync.run.SyncWindow;
import io.issuestream.sync.run.SyncWindows;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Cuts what a run reads into windows: as many as walks can go on at once within the budget, and one
 * where there is little to read.
 */
@Component
class WindowPlan {

  /** Fewer pages than this are not worth a window. */
  private static final int PAGES_IN_WINDOW = 2;

  private static final int MOST_IN_PAGE = 100;

  private final SyncWindows windows;
  private final SyncProperties properties;

  WindowPlan(SyncWindows windows, SyncProperties properties) {
    this.windows = windows;
    this.properties = properties;
  }

  /**
   * What is to be walked.
   *
   * @param windows all of the project's, those that are done too
   * @param greatest the greatest issue id when it was made; 0 where windows are not to be split
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
                ? end(context, condition, "DESC")
                    .map(greatest -> new Plan(known, greatest.orElse(0), false))
                : Mono.just(new Plan(known, 0, false)));
  }

  /**
   * Cuts a project.
   *
   * @param expected about how many issues it has
   */
  Mono<Plan> cut(RunContext context, String condition, long expected) {
    int count = (int) Math.min(lanes(), expected / (PAGES_IN_WINDOW * MOST_IN_PAGE));
    if (count < 2) {
      return Mono.just(Plan.single());
    }
    return Mono.zip(end(context, condition, "ASC"), end(context, condition, "DESC"))
        .map(ends ->
            ends.getT1().isEmpty() || ends.getT2().isEmpty()
                ? Plan.single()
                : between(ends.getT1().getAsLong(), ends.getT2().getAsLong(), count));
  }

  /** Equal ranges of ids, the last one open at its end for what is created meanwhile. */
  static Plan between(long least, long greatest, int count) {
    List<SyncWindow> cut = new ArrayList<>();
    long before = least - 1;
    for (int number = 1; number < count; number++) {
      long end = least - 1 + (greatest - least + 1) * number / count;
      if (end > before) {
        cut.add(new SyncWindow(number, number == 1 ? 0 : before, end, false));
        before = end;
      }
    }
    cut.add(SyncWindow.openAfter(count, cut.isEmpty() ? 0 : before));
    return new Plan(List.copyOf(cut), greatest, true);
  }

  /** The first or last issue id. */
  private static Mono<OptionalLong> end(RunContext context, String condition, String direction) {
    return context
        .jira()
        .search(
            new IssueSearch(condition + " ORDER BY id " + direction, List.of("id"), false, 1, null))
        .map(IssuePage::issues)
        .map(issues ->
            issues.stream()
                .map(IssueDocument::idHint)
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElse(OptionalLong.empty()));
  }

  /** Keeps new windows in the place of a project's earlier ones. */
  Mono<Void> keep(String teamId, String projectId, Plan plan) {
    return windows.replace(teamId, projectId, plan.windows());
  }

  /** The walk is over. */
  Mono<Void> over(String teamId, String projectId) {
    return windows.clear(teamId, projectId);
  }

  /** Makes a split known. */
  Mono<Void> split(RunContext context, IssueLanes.Split split) {
    return windows.split(
        context.team(), context.run().projectId(), split.number(), split.at(), split.upperNumber());
  }
}
