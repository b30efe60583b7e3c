package io.issuestream.erasure;

import io.issuestream.contracts.erasure.ErasurePlace;
import io.issuestream.contracts.erasure.ErasureReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an erasure has done so far, and where free text names the person. For one at a time. */
public final class Findings {

  private static final int MOST_PLACES = 1000;

  private final Map<String, Long> counts = new TreeMap<>();
  private final List<ErasurePlace> places = new ArrayList<>();
  private long leftOut;

  /** Counts rows deleted or rewritten. */
  public synchronized Findings count(String what, long rows) {
    if (rows > 0) {
      counts.merge(what, rows, Long::sum);
    }
    return this;
  }

  /** Notes a text that names the person. */
  public synchronized Findings place(String kind, String reference, Collection<String> fields) {
    if (places.size() < MOST_PLACES) {
      places.add(new ErasurePlace(kind, reference, List.copyOf(fields)));
    } else {
      leftOut++;
    }
    return this;
  }

  synchronized ErasureReport report(String erasureId, String service, Instant now) {
    return new ErasureReport(erasureId, service, counts, places, leftOut, now);
  }
}
