package io.issuestream.sandbox.admin;

import org.jspecify.annotations.Nullable;

/**
 * One way in which requests go wrong.
 *
 * @param kind what happens
 * @param count how many requests it strikes
 * @param every of the requests that match, it strikes each so many-th: 1 for one after the other
 * @param pathContains only requests whose path contains this, empty for all
 * @param status of a failure, or of an HTML page
 * @param reason {@code RateLimit-Reason} of a refusal, empty for no such header
 * @param retryAfterSeconds {@code Retry-After} of a refusal or a failure, null for no such header
 * @param bytes how large an oversized answer is
 */
public record Trouble(
    Kind kind,
    int count,
    int every,
    String pathContains,
    int status,
    String reason,
    @Nullable Integer retryAfterSeconds,
    long bytes) {

  /** What can happen. */
  public enum Kind {
    /** 429 with a reason. */
    REFUSAL,
    /** Any other status, in Jira's error shape. */
    FAILURE,
    /** The connection is reset before the answer. */
    RESET,
    /** It is reset in the middle of the body. */
    CUT,
    /** The body stops in its middle, and the length says that this is all. */
    TRUNCATED,
    /** A page of HTML, such as a login page or a proxy's. */
    HTML,
    /** JSON that is far too large. */
    OVERSIZED,
    /** Half of the body, and then nothing more on an open connection. */
    STALLED,
    /** White space for ever. */
    ENDLESS
  }

  /** Checks the numbers. */
  public Trouble {
    if (count < 0 || every < 1) {
      throw new IllegalArgumentException("'count' is not negative, 'every' at least 1.");
    }
    if (kind == Kind.FAILURE || kind == Kind.HTML) {
      if (status < 200 || status > 599) {
        throw new IllegalArgumentException("'status' must be an HTTP status.");
      }
    }
  }

  /** 429 with this reason and wait; an empty reason or a null wait is not told. */
  public static Trouble refusal(String reason, int count, @Nullable Integer retryAfterSeconds) {
    return new Trouble(Kind.REFUSAL, count, 1, "", 429, reason, retryAfterSeconds, 0);
  }

  /** Another status: 500, 503, 403, 410. */
  public static Trouble failure(int status, int count, @Nullable Integer retryAfterSeconds) {
    return new Trouble(Kind.FAILURE, count, 1, "", status, "", retryAfterSeconds, 0);
  }

  /** A page of HTML with a status: 200, 401, 503. */
  public static Trouble html(int status, int count) {
    return new Trouble(Kind.HTML, count, 1, "", status, "", null, 0);
  }

  /** An answer of so many bytes. */
  public static Trouble oversized(long bytes, int count) {
    return new Trouble(Kind.OVERSIZED, count, 1, "", 200, "", null, bytes);
  }

  /** One of the kinds that need nothing else. */
  public static Trouble of(Kind kind, int count) {
    return new Trouble(kind, count, 1, "", 200, "", null, 1 << 20);
  }

  /** The same striking only requests whose path contains this. */
  public Trouble on(String path) {
    return new Trouble(kind, count, every, path, status, reason, retryAfterSeconds, bytes);
  }

  /** The same striking each so many-th of the requests that match. */
  public Trouble each(int nth) {
    return new Trouble(kind, count, nth, pathContains, status, reason, retryAfterSeconds, bytes);
  }
}
