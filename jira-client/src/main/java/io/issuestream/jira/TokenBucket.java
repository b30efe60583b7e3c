package io.issuestream.jira;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What Data Center tells of its token bucket, and the pace at which it never runs dry. Tokens come
 * in steps, at a moment of the interval that it does not tell. While more are left than one step
 * brings, the pace is free; below that, no faster than tokens come, so that the step due meanwhile
 * always arrives in time. Not safe for many threads.
 */
final class TokenBucket {

  /** An interval longer than this is not believed. */
  private static final long LONGEST_INTERVAL = 24 * 3600;

  private long left = Long.MAX_VALUE;
  private long reserve;
  private long perToken;

  /**
   * One answer's word on the bucket, from {@code X-RateLimit-*}.
   *
   * @param limit tokens it can hold
   * @param remaining tokens left
   * @param interval seconds between two steps
   * @param fillRate tokens a step brings
   */
  record Level(long limit, long remaining, long interval, long fillRate) {

    /** What an answer tells; null where it tells nothing usable. Cloud has no interval. */
    static @Nullable Level of(HttpHeaders headers) {
      Long limit = number(headers, "X-RateLimit-Limit");
      Long remaining = number(headers, "X-RateLimit-Remaining");
      Long interval = number(headers, "X-RateLimit-Interval-Seconds");
      Long fillRate = number(headers, "X-RateLimit-FillRate");
      if (limit == null || remaining == null || interval == null || fillRate == null) {
        return null;
      }
      boolean sound = limit > 0 && fillRate > 0 && interval > 0 && interval <= LONGEST_INTERVAL;
      return sound ? new Level(limit, remaining, interval, fillRate) : null;
    }

    private static @Nullable Long number(HttpHeaders headers, String name) {
      String value = headers.getFirst(name);
      return value == null ? null : Json.wholeNumber(value.strip());
    }
  }

  /**
   * Takes an answer's word over.
   *
   * @param underWay requests sent meanwhile, whose tokens may not be counted in it
   */
  void told(Level level, int underWay) {
    left = level.remaining() - underWay;
    reserve = Math.max(1, Math.min(level.fillRate(), level.limit() / 2));
    perToken = TimeUnit.SECONDS.toNanos(level.interval()) / level.fillRate();
  }

  void taken() {
    left--;
  }

  /** Least time between two requests, in nanoseconds; 0 while there are tokens enough. */
  long spacing() {
    return left > reserve ? 0 : perToken;
  }
}
