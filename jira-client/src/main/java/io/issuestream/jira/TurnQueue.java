package io.issuestream.jira;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for a turn: live reads before backfill, each in the order of arrival, but after nine
 * live reads in a row one of the backfill that waits. Not safe for many threads.
 */
final class TurnQueue {

  /** Ten turns make a round; the last one is the backfill's. */
  private static final int LIVE_IN_A_ROW = 9;

  private final Map<Priority, Set<Waiter>> waiting = new EnumMap<>(Priority.class);
  private int liveInARow;

  TurnQueue() {
    for (Priority priority : Priority.values()) {
      waiting.put(priority, new LinkedHashSet<>());
    }
  }

  /** A request to come; each its own, whatever it asks for. */
  static final class Waiter {
    private final Priority priority;
    private final List<Extent> extents;
    private final Runnable start;
    private final Consumer<Throwable> refuse;

    Waiter(Priority priority, List<Extent> extents, Runnable start, Consumer<Throwable> refuse) {
      this.priority = priority;
      this.extents = extents;
      this.start = start;
      this.refuse = refuse;
    }

    List<Extent> extents() {
      return extents;
    }

    void start() {
      start.run();
    }

    void refuse(Throwable failure) {
      refuse.accept(failure);
    }
  }

  void add(Waiter waiter) {
    of(waiter.priority).add(waiter);
  }

  void remove(Waiter waiter) {
    of(waiter.priority).remove(waiter);
  }

  int size() {
    return of(Priority.LIVE).size() + of(Priority.BACKFILL).size();
  }

  List<Waiter> all() {
    List<Waiter> all = new ArrayList<>(of(Priority.LIVE));
    all.addAll(of(Priority.BACKFILL));
    return all;
  }

  /** Whose turn it is among those that may go; null where none may. */
  @Nullable Waiter next(Predicate<Waiter> mayGo) {
    Waiter live = first(Priority.LIVE, mayGo);
    Waiter backfill =
        live == null || liveInARow >= LIVE_IN_A_ROW ? first(Priority.BACKFILL, mayGo) : null;
    return backfill == null ? live : backfill;
  }

  /** The one whose turn it was has left. */
  void served(Waiter waiter) {
    remove(waiter);
    boolean passedOver = waiter.priority == Priority.LIVE && !of(Priority.BACKFILL).isEmpty();
    liveInARow = passedOver ? liveInARow + 1 : 0;
  }

  private @Nullable Waiter first(Priority priority, Predicate<Waiter> mayGo) {
    for (Waiter waiter : of(priority)) {
      if (mayGo.test(waiter)) {
        return waiter;
      }
    }
    return null;
  }

  private Set<Waiter> of(Priority priority) {
    return Objects.requireNonNull(waiting.get(priority));
  }
}
