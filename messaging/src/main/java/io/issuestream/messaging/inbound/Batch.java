package io.issuestream.messaging.inbound;

import io.issuestream.contracts.Event;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * What one poll brought of one topic, in the order of each partition.
 *
 * @param erasedKeys keys whose last record is a tombstone: what is held of them goes; their records
 *     before it are left out
 */
public record Batch<E extends Event>(List<Received<E>> records, List<String> erasedKeys) {

  public Batch {
    records = List.copyOf(records);
    erasedKeys = List.copyOf(erasedKeys);
  }

  /**
   * Per key the highest revision only, in key order: enough for state topics, and the order rows
   * are locked in.
   */
  public Collection<Received<E>> latest() {
    var latest = new TreeMap<String, Received<E>>();
    for (Received<E> received : records) {
      latest.merge(
          received.key(),
          received,
          (one, other) -> other.event().revision() >= one.event().revision() ? other : one);
    }
    return latest.values();
  }

  /** The events of {@link #latest()}. */
  public List<E> latestEvents() {
    return latest().stream().map(Received::event).toList();
  }
}
