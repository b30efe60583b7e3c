package io.issuestream.sandbox.admin;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The latest requests to all surfaces, numbered from 1; bounded, so the oldest are forgotten. */
public final class RequestLog {
  private static final int MOST = 20_000;

  /**
   * One request.
   *
   * @param n its number, rising by one
   * @param at when it arrived
   * @param surface {@code cloud}, {@code dc}, {@code api}, {@code auth} or {@code github}
   * @param method HTTP method
   * @param path path below the surface's base URL
   * @param query the query as decoded, {@code name=value} joined by {@code &}; of a search that was
   *     posted its JQL; of {@code auth} nothing
   * @param status the answer's status, 0 where the connection was closed instead
   * @param bytes the answer's size
   * @param page which page it asked for: a query with {@code @} and its token or offset, or a
   *     digest of the body that was posted; the same text for the same page, empty where there are
   *     no pages
   * @param whole whether the answer was sent wholly, as far as is known: not what was cut on
   *     purpose, nor what a caller no longer took
   */
  public record Entry(
      long n,
      Instant at,
      String surface,
      String method,
      String path,
      String query,
      int status,
      int bytes,
      String page,
      boolean whole) {
    Entry lost() {
      return new Entry(n, at, surface, method, path, query, status, bytes, page, false);
    }
  }

  private final Deque<Entry> entries = new ArrayDeque<>();
  private final Set<Long> lost = new HashSet<>();
  private long last;

  /** Notes a request, whose number is given it here, and says that number. */
  public synchronized long add(Entry entry) {
    Entry numbered =
        new Entry(
            ++last,
            entry.at(),
            entry.surface(),
            entry.method(),
            entry.path(),
            entry.query(),
            entry.status(),
            entry.bytes(),
            entry.page(),
            entry.whole());
    entries.addLast(numbered);
    if (entries.size() > MOST) {
      lost.remove(entries.removeFirst().n());
    }
    return last;
  }

  /** Notes that an answer was not sent wholly after all. */
  public synchronized void lost(long n) {
    if (!entries.isEmpty() && n >= entries.getFirst().n()) {
      lost.add(n);
    }
  }

  /** The requests numbered above {@code n}, oldest first. */
  public synchronized List<Entry> since(long n) {
    List<Entry> found = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.n() > n) {
        found.add(lost.contains(entry.n()) ? entry.lost() : entry);
      }
    }
    return found;
  }

  /** Forgets them; the numbers go on. */
  public synchronized void clear() {
    entries.clear();
    lost.clear();
  }
}
