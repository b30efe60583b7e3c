package io.issuestream.sync.issue;

import java.util.List;
import java.util.stream.Stream;

/**
 * What became of a page of issues.
 *
 * @param created were new
 * @param updated had changed
 * @param moved of those updated, how many have another key now
 * @param unchanged were stored so already, or were older than what is stored
 * @param disputed ids of those that have to be read by id, counted nowhere else
 */
public record StoreOutcome(
    int created, int updated, int moved, int unchanged, List<Long> disputed) {

  /** Of an empty page. */
  public static final StoreOutcome NOTHING = new StoreOutcome(0, 0, 0, 0, List.of());

  /** Keeps the list from changing. */
  public StoreOutcome {
    disputed = List.copyOf(disputed);
  }

  /** Both pages together. */
  public StoreOutcome plus(StoreOutcome other) {
    return new StoreOutcome(
        created + other.created,
        updated + other.updated,
        moved + other.moved,
        unchanged + other.unchanged,
        Stream.concat(disputed.stream(), other.disputed.stream()).toList());
  }
}
