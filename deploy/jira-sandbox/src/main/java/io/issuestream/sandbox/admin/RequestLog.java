package io.issuestream.sandbox.admin;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

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
   */
  public record Entry(
      long n,
      Instant at,
      String surface,
      String method,
      String path,
      String query,
      int status,
      int bytes) {}

  private final Deque<Entry> entries = new ArrayDeque<>();
  private long last;

  /** Notes a request. */
  public synchronized void add(
      Instant at, String surface, String method, String path, String query, int status, int bytes) {
    entries.addLast(new Entry(++last, at, surface, method, path, query, status, bytes));
    if (entries.size() > MOST) {
      entries.removeFirst();
    }
  }

  /** The requests numbered above {@code n}, oldest first. */
  public synchronized List<Entry> since(long n) {
    List<Entry> found = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.n() > n) {
        found.add(entry);
      }
    }
    return found;
  }

  /** Forgets them; the numbers go on. */
  public synchronized void clear() {
    entries.clear();
  }
}
