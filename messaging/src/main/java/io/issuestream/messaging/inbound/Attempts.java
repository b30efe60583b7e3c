package io.issuestream.messaging.inbound;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How often each batch that is being tried again has failed, and what of it was put aside already.
 * In memory: a batch that another replica gets is counted anew there, which delays, and no more.
 */
final class Attempts {

  /** There is one failing batch per consumer thread; more only after rebalances. */
  private static final int REMEMBERED = 256;

  private final Map<String, Count> failing =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** A batch's count. */
  static final class Count {
    private int failed;
    private final Set<String> putAside = new HashSet<>();

    synchronized int failed() {
      return failed;
    }

    synchronized void failedAgain() {
      failed++;
    }

    synchronized void putAside(RawRecord record) {
      putAside.add(record.place());
    }

    synchronized boolean isAside(RawRecord record) {
      return putAside.contains(record.place());
    }
  }

  /** The count of the batch that begins with this record. */
  synchronized Count of(RawRecord first) {
    return failing.computeIfAbsent(first.place(), place -> new Count());
  }

  synchronized void done(RawRecord first) {
    failing.remove(first.place());
  }
}
