package io.issuestream.sync.work;

import io.issuestream.sync.run.SyncWindow;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Several walks side by side over the windows of one run. A lane that has finished its window takes
 * half of what the one with most left still has, so that all end at about the same time however
 * unevenly the issues lie.
 */
final class IssueLanes {

  /** Until every walk has seen a page, it is not known what there is to share. */
  private static final Duration SOON = Duration.ofMillis(50);

  private final Queue<WindowWalk> waiting = new ArrayDeque<>();
  private final List<WindowWalk> underWay = new ArrayList<>();
  private final long greatest;
  private int lastNumber;

  IssueLanes(WindowPlan.Plan plan) {
    plan.open().forEach(window -> waiting.add(new WindowWalk(window)));
    this.lastNumber = plan.lastNumber();
    this.greatest = plan.greatest();
  }

  /**
   * A window is to be split.
   *
   * @param number whose latter part is given away
   * @param at the last id it keeps
   * @param upperNumber of the new window
   */
  record Split(int number, long at, int upperNumber) {}

  /**
   * Walks until no window is left.
   *
   * @param lanes how many walks at once
   * @param split makes a split known to the store before anything is read by it: what a walk no
   *     longer reads must be somebody's after a crash, too
   * @param page reads and stores the next page of a walk
   */
  Mono<Void> walk(
      int lanes, Function<Split, Mono<Void>> split, Function<WindowWalk, Mono<Void>> page) {
    return Flux.range(0, lanes).flatMap(_ -> lane(split, page), lanes).then();
  }

  private Mono<Void> lane(
      Function<Split, Mono<Void>> split, Function<WindowWalk, Mono<Void>> page) {
    return Mono.defer(() -> next(split))
        .flatMap(walk -> through(walk, page).thenReturn(true))
        .defaultIfEmpty(false)
        .repeat()
        .takeWhile(walked -> walked)
        .then();
  }

  private Mono<Void> through(WindowWalk walk, Function<WindowWalk, Mono<Void>> page) {
    return Mono.defer(() -> page.apply(walk))
        .repeat(() -> !walk.ended())
        .then(Mono.fromRunnable(() -> over(walk)));
  }

  private synchronized void over(WindowWalk walk) {
    underWay.remove(walk);
  }

  /** A window of one's own; empty when nothing is left to take. */
  private synchronized Mono<WindowWalk> next(Function<Split, Mono<Void>> split) {
    WindowWalk own = waiting.poll();
    if (own != null) {
      underWay.add(own);
      return Mono.just(own);
    }
    if (greatest == 0 || underWay.isEmpty()) {
      return Mono.empty();
    }
    WindowWalk longest =
        underWay.stream().max(Comparator.comparingLong(walk -> walk.left(greatest))).orElseThrow();
    if (longest.left(greatest) > 0) {
      return share(longest, split);
    }
    return underWay.stream().anyMatch(WindowWalk::untouched)
        ? Mono.delay(SOON).then(Mono.defer(() -> next(split)))
        : Mono.empty();
  }

  private Mono<WindowWalk> share(WindowWalk from, Function<Split, Mono<Void>> split) {
    var wanted = new Split(from.number(), from.middle(greatest), ++lastNumber);
    return split
        .apply(wanted)
        .then(Mono.fromCallable(() -> taken(from.giveUp(wanted.upperNumber(), wanted.at()))));
  }

  private synchronized WindowWalk taken(SyncWindow window) {
    WindowWalk walk = new WindowWalk(window);
    underWay.add(walk);
    return walk;
  }
}
