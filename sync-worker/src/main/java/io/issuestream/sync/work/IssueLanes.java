package io.issuestream.sync.work;

import io.issuestream.sync.run.SyncWindow;
import io.issuestream.sync.run.SyncWindow.End;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Several walks side by side over the windows of one run. A lane that has finished its window takes
 * half of what the one with most left still has, so that all end at about the same time however
 * unevenly the issues lie.
 *
 * <p>A run that goes on after an interruption begins with one lane and opens the others as pages
 * are stored: whatever ended it may end it again, and then few pages were read in vain.
 */
final class IssueLanes {

  /** Until every walk has seen a page, it is not known what there is to share. */
  private static final Duration SOON = Duration.ofMillis(50);

  /** After an interruption, twice as many lanes for so many pages stored. */
  private static final int PAGES_FOR_MORE = 16;

  private final Queue<WindowWalk> waiting = new ArrayDeque<>();
  private final List<WindowWalk> underWay = new ArrayList<>();
  private final Set<WindowWalk> beingSplit = new HashSet<>();
  private final Set<WindowWalk> notToBeSplit = new HashSet<>();
  private final Sinks.Many<Integer> starts = Sinks.many().unicast().onBackpressureBuffer();
  private final String projectKey;
  private final boolean goesOn;
  private final long greatest;
  private int lastNumber;
  private int started;
  private int stored;
  private boolean closed;

  IssueLanes(WindowPlan.Plan plan, String projectKey) {
    this.projectKey = projectKey;
    plan.open().forEach(window -> waiting.add(new WindowWalk(window, projectKey)));
    this.lastNumber = plan.lastNumber();
    this.greatest = plan.greatest();
    this.goesOn = !plan.fresh();
  }

  /**
   * A window is to be split.
   *
   * @param number whose latter part is given away
   * @param atKey the number in the key about which it is to be split
   * @param upperNumber of the new window
   */
  record Split(int number, long atKey, int upperNumber) {}

  /**
   * Walks until no window is left.
   *
   * @param lanes how many walks at once
   * @param split finds an issue to split at and makes the split known to the store, before anything
   *     is read by it: what a walk no longer reads must be somebody's after a crash, too. Empty
   *     where there is no such issue
   * @param page reads and stores the next page of a walk
   */
  Mono<Void> walk(
      int lanes, Function<Split, Mono<End>> split, Function<WindowWalk, Mono<Void>> page) {
    open(goesOn ? 1 : lanes);
    return starts.asFlux().flatMap(_ -> lane(lanes, split, page), lanes).then();
  }

  private synchronized void open(int lanes) {
    while (started < lanes) {
      // Refused only where the walk was cancelled.
      var _ = starts.tryEmitNext(++started);
    }
  }

  private Mono<Void> lane(
      int lanes, Function<Split, Mono<End>> split, Function<WindowWalk, Mono<Void>> page) {
    return Mono.defer(() -> next(split))
        .flatMap(walk -> through(walk, lanes, page).thenReturn(true))
        .defaultIfEmpty(false)
        .repeat()
        .takeWhile(walked -> walked)
        .then(Mono.fromRunnable(this::nothingLeft));
  }

  private Mono<Void> through(WindowWalk walk, int lanes, Function<WindowWalk, Mono<Void>> page) {
    return Mono.defer(() -> page.apply(walk))
        .then(Mono.fromRunnable(() -> stored(lanes)))
        .repeat(() -> !walk.ended())
        .then(Mono.fromRunnable(() -> over(walk)));
  }

  private synchronized void stored(int lanes) {
    stored++;
    if (stored % PAGES_FOR_MORE == 0 && started < lanes && !closed) {
      open(Math.min(lanes, 2 * started));
    }
  }

  /** A lane found nothing to take, so no other would. */
  private synchronized void nothingLeft() {
    if (!closed) {
      closed = true;
      var _ = starts.tryEmitComplete();
    }
  }

  private synchronized void over(WindowWalk walk) {
    underWay.remove(walk);
  }

  /** A window of one's own; empty when nothing is left to take. */
  private synchronized Mono<WindowWalk> next(Function<Split, Mono<End>> split) {
    WindowWalk own = waiting.poll();
    if (own != null) {
      underWay.add(own);
      return Mono.just(own);
    }
    if (greatest == 0 || underWay.isEmpty()) {
      return Mono.empty();
    }
    List<WindowWalk> some = underWay.stream().filter(walk -> !notToBeSplit.contains(walk)).toList();
    WindowWalk longest =
        some.stream()
            .filter(walk -> !beingSplit.contains(walk))
            .max(Comparator.comparingLong(walk -> walk.left(greatest)))
            .orElse(null);
    if (longest != null && longest.left(greatest) > 0) {
      return share(longest, split);
    }
    return some.stream().anyMatch(walk -> walk.untouched() || beingSplit.contains(walk))
        ? Mono.delay(SOON).then(Mono.defer(() -> next(split)))
        : Mono.empty();
  }

  private Mono<WindowWalk> share(WindowWalk from, Function<Split, Mono<End>> split) {
    beingSplit.add(from);
    var wanted = new Split(from.number(), from.middle(greatest), ++lastNumber);
    return split
        .apply(wanted)
        .map(at -> taken(from, from.giveUp(wanted.upperNumber(), at)))
        .switchIfEmpty(
            Mono.defer(() -> {
              notSplit(from);
              return next(split);
            }));
  }

  private synchronized WindowWalk taken(WindowWalk from, SyncWindow window) {
    beingSplit.remove(from);
    WindowWalk walk = new WindowWalk(window, projectKey);
    underWay.add(walk);
    return walk;
  }

  private synchronized void notSplit(WindowWalk walk) {
    beingSplit.remove(walk);
    notToBeSplit.add(walk);
  }
}
