package io.issuestream.jira;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Turns Jira's refusals into failures: by status, by its own headers, with the reason it gives. */
final class Refusals {

  private static final int LONGEST_REASON = 300;
  private static final Duration LONGEST_PAUSE = Duration.ofHours(24);

  private final boolean anonymous;
  private final Clock clock;

  /** For a caller with or without credentials. */
  Refusals(boolean anonymous, Clock clock) {
    this.anonymous = anonymous;
    this.clock = clock;
  }

  /**
   * Whether Jira, while answering something, took the caller for nobody although credentials were
   * sent. It then answers 400 or 404 for what the account could see, or even 200 with nothing in
   * it.
   */
  static boolean credentialsIgnored(HttpHeaders headers) {
    return "anonymous".equalsIgnoreCase(headers.getFirst("X-AUSERNAME"))
        || loginReason(headers).contains("AUTHENTICATED_FAILED")
        || loginReason(headers).contains("AUTHENTICATION_DENIED");
  }

  static JiraFailure credentials(String endpoint, HttpHeaders headers) {
    // Jira wants a captcha after several failed logins and then refuses right passwords, too.
    return loginReason(headers).contains("AUTHENTICATION_DENIED")
        ? new JiraFailure.CredentialsRejected(
            endpoint, "Log in to Jira in a browser once, answer its captcha, and reconnect.")
        : new JiraFailure.CredentialsRejected(endpoint);
  }

  JiraFailure of(String endpoint, int status, HttpHeaders headers, byte[] body) {
    return switch (status) {
      case 401 -> unauthorized(endpoint, headers, body);
      case 403 -> new JiraFailure.AccessForbidden(endpoint);
      case 404 -> new JiraFailure.NotFoundOrHidden(endpoint);
      case 408, 409, 425 -> new JiraFailure.JiraTimedOut(endpoint, true);
      case 410 -> new JiraFailure.EndpointGone(endpoint);
      case 429 ->
          new JiraFailure.RateLimited(whenAllowed(headers), headers.getFirst("RateLimit-Reason"));
      default -> {
        if (status >= 500) {
          yield unavailable(endpoint, status, headers);
        }
        yield status >= 400
            ? new JiraFailure.QueryRejected(endpoint, status, reason(body))
            : new JiraFailure.AnswerUnexpected(
                endpoint, "it leads elsewhere (" + status + ")", null);
      }
    };
  }

  private JiraFailure unauthorized(String endpoint, HttpHeaders headers, byte[] body) {
    if (anonymous) {
      return new JiraFailure.CredentialsRejected(
          endpoint, "This Jira does not show this to everybody: connect with a token.");
    }
    // Atlassian's gateway says 401 of a token that is good but was not granted enough; another
    // token of the same grant would not help.
    return new String(body, StandardCharsets.UTF_8).contains("scope does not match")
        ? new JiraFailure.AccessForbidden(
            endpoint, "Reconnect Jira and accept every permission that is asked for.")
        : isWebPage(headers) && loginReason(headers).isEmpty()
            ? new JiraFailure.CredentialsRejected(
                endpoint,
                "Reconnect Jira with a valid token. A login page came: if the token is good, a"
                    + " proxy or single sign-on in front of Jira has to let it through.")
            : credentials(endpoint, headers);
  }

  private JiraFailure unavailable(String endpoint, int status, HttpHeaders headers) {
    return isWebPage(headers)
        ? new JiraFailure.JiraUnavailable(
            endpoint,
            status,
            retryAfter(headers),
            "Wait until Jira works again; Issuestream tries by itself. If Jira works in the browser,"
                + " a proxy in front of it turns Issuestream away.")
        : new JiraFailure.JiraUnavailable(endpoint, status, retryAfter(headers));
  }

  static boolean isWebPage(HttpHeaders headers) {
    String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
    return type != null && type.regionMatches(true, 0, "text/html", 0, 9);
  }

  /** After {@code Retry-After}, else when the limit is told to be reset; null where neither is. */
  private @Nullable Duration whenAllowed(HttpHeaders headers) {
    Duration told = retryAfter(headers);
    String reset = headers.getFirst("X-RateLimit-Reset");
    if (told != null || reset == null) {
      return told;
    }
    try {
      return bounded(
          Duration.between(now(headers), OffsetDateTime.parse(reset.strip()).toInstant()));
    } catch (DateTimeException anotherForm) {
      return null;
    }
  }

  /** By the clock that the other end's dates are of, where it tells it. */
  private Instant now(HttpHeaders headers) {
    try {
      long millis = headers.getDate();
      return millis < 0 ? clock.instant() : Instant.ofEpochMilli(millis);
    } catch (IllegalArgumentException unreadable) {
      return clock.instant();
    }
  }

  /** Seconds or an HTTP date; null when absent or neither. Never more than a day. */
  private @Nullable Duration retryAfter(HttpHeaders headers) {
    String value = headers.getFirst(HttpHeaders.RETRY_AFTER);
    if (value == null) {
      return null;
    }
    Long seconds = Json.wholeNumber(value.strip());
    Duration wait;
    if (seconds != null) {
      wait = Duration.ofSeconds(seconds);
    } else {
      try {
        ZonedDateTime until =
            ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
        wait = Duration.between(now(headers), until.toInstant());
      } catch (DateTimeException neither) {
        return null;
      }
    }
    return bounded(wait);
  }

  private static Duration bounded(Duration wait) {
    return wait.isNegative()
        ? Duration.ZERO
        : wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait;
  }

  /** Jira's own words out of {@code {"errorMessages":[..],"errors":{..}}}; empty without. */
  private static String reason(byte[] body) {
    List<String> words = new ArrayList<>();
    try {
      JsonNode answer = Json.tree(body);
      answer.path("errorMessages").forEach(m -> m.asStringOpt().ifPresent(words::add));
      answer.path("errors").forEach(m -> m.asStringOpt().ifPresent(words::add));
    } catch (JacksonException page) {
      // Proxies and old versions explain themselves in HTML; the status has to do.
      return "";
    }
    String reason = String.join(" ", words);
    return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "...";
  }

  private static String loginReason(HttpHeaders headers) {
    String reason = headers.getFirst("X-Seraph-LoginReason");
    return reason == null ? "" : reason.toUpperCase(Locale.ROOT);
  }
}
