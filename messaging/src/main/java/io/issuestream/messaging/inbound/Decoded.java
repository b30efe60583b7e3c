package io.issuestream.messaging.inbound;

import io.issuestream.contracts.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record and its event.
 *
 * @param received null for a tombstone
 */
record Decoded<E extends Event>(RawRecord raw, @Nullable Received<E> received) {

  /** What a handler gets of these records, which are in the order of their partitions. */
  static <E extends Event> Batch<E> batch(List<Decoded<E>> good) {
    var erased = new HashMap<String, Integer>();
    for (int i = 0; i < good.size(); i++) {
      String key = good.get(i).raw().key();
      if (good.get(i).received() == null && key != null) {
        erased.put(key, i);
      }
    }
    var records = new ArrayList<Received<E>>(good.size());
    for (int i = 0; i < good.size(); i++) {
      Received<E> received = good.get(i).received();
      if (received != null && i > erased.getOrDefault(received.key(), -1)) {
        records.add(received);
        erased.remove(received.key());
      }
    }
    return new Batch<>(records, List.copyOf(erased.keySet()));
  }
}
