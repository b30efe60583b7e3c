package io.issuestream.github;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Turns GitHub's refusals into failures, and reads what its headers say of limits.
 *
 * @see <a href="https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api">
 *     GitHub on rate limits</a>
 */
final class Refusals {

  private static final Duration LONGEST_PAUSE = Duration.ofHours(24);

  private final Clock clock;

  Refusals(Clock clock) {
    this.clock = clock;
  }

  /**
   * What is left of the primary limit.
   *
   * @param resetEpochSecond when it is whole again, by GitHub's clock
   */
  record Left(int requests, long resetEpochSecond, Duration untilReset) {}

  /** What the headers say; null where they say nothing. */
  @Nullable Left left(HttpHeaders headers) {
    Long requests = number(headers.getFirst("X-RateLimit-Remaining"));
    Long reset = number(headers.getFirst("X-RateLimit-Reset"));
    if (requests == null || reset == null) {
      return null;
    }
    Duration until = Duration.between(serverTime(headers), Instant.ofEpochSecond(reset));
    return new Left((int) Math.min(requests, Integer.MAX_VALUE), reset, bounded(until));
  }

  GithubFailure of(GithubRequest request, int status, HttpHeaders headers, byte[] body) {
    String endpoint = request.endpoint();
    return switch (status) {
      case 401 ->
          new GithubFailure.CredentialsRejected(
              endpoint,
              endpoint.startsWith("/app")
                  ? "Connect GitHub again with the app's id and a private key it still has."
                  : "Connect GitHub again with a valid token.");
      case 403, 429 -> refused(endpoint, status, headers, body);
      case 404, 410 ->
          new GithubFailure.NotFoundOrHidden(
              endpoint,
              endpoint.startsWith("/app")
                  ? "Check the installation's id, and that the app is still installed."
                  : "Check that the repository exists and that the token or app may read it.");
      default -> {
        if (status >= 500 || status == 408) {
          yield new GithubFailure.GithubUnavailable(endpoint, status);
        }
        yield status >= 400
            ? new GithubFailure.RequestRefused(endpoint, status)
            : new GithubFailure.AnswerUnreadable(
                endpoint, "it leads elsewhere (" + status + ")", null);
      }
    };
  }

  /**
   * GitHub's own order: the wait it names, else the primary limit's end, else a minute. A 403 that
   * speaks of no limit is one of rights.
   */
  private GithubFailure refused(String endpoint, int status, HttpHeaders headers, byte[] body) {
    Duration told = retryAfter(headers);
    Left left = left(headers);
    if (left != null && left.requests() == 0) {
      Duration until = left.untilReset();
      return new GithubFailure.RateLimited(
          told == null || until.compareTo(told) > 0 ? until : told);
    }
    if (told != null) {
      return new GithubFailure.RateLimited(told);
    }
    String words = new String(body, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    boolean limit = words.contains("rate limit") || words.contains("abuse detection");
    return status == 429 || limit
        ? new GithubFailure.RateLimited(null)
        : new GithubFailure.AccessForbidden(endpoint);
  }

  /** Seconds or an HTTP date; null when absent or neither. */
  private @Nullable Duration retryAfter(HttpHeaders headers) {
    String value = headers.getFirst(HttpHeaders.RETRY_AFTER);
    if (value == null) {
      return null;
    }
    Long seconds = number(value);
    if (seconds != null) {
      return bounded(Duration.ofSeconds(seconds));
    }
    try {
      ZonedDateTime until =
          ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
      return bounded(Duration.between(serverTime(headers), until.toInstant()));
    } catch (DateTimeException neither) {
      return null;
    }
  }

  /** GitHub's clock where it tells it, because moments it names are by that one. */
  private Instant serverTime(HttpHeaders headers) {
    try {
      long millis = headers.getDate();
      return millis < 0 ? clock.instant() : Instant.ofEpochMilli(millis);
    } catch (IllegalArgumentException unreadable) {
      return clock.instant();
    }
  }

  private static Duration bounded(Duration wait) {
    return wait.isNegative()
        ? Duration.ZERO
        : wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait;
  }

  private static @Nullable Long number(@Nullable String text) {
    return text != null && text.strip().matches("[0-9]{1,15}") ? Long.valueOf(text.strip()) : null;
  }
}
